import type { Scenario } from '../testing/driver';
import { id } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, leader, panel, title, usual, why } from './samples';

export const withdrawing: Scenario[] = [
  {
    title: '[OP-300][OP-078] withdrawn before anybody acted: all tasks in all branches closed, draft again, holders told',
    async run(driver) {
      const fork = {
        together: [
          { title: title('甲'), then: [by('left', 'director')] },
          { title: title('乙'), then: [panel('panel', { mode: 'in-order' })] },
        ],
      };
      const story = await (await Story.given(driver, { steps: [fork] })).open('he');
      await story.does('zheng', 'transfer', { person: 'wang', opinion: '请代看' });
      await story.does('he', 'withdraw');
      expect(story.matter).toMatchObject({ state: 'draft', tasks: [], textVersion: 1 });
      expect(await story.told('task-closed')).toEqual(['a', 'b', 'c', 'wang']);
      expect((await story.stage.lines(story.matter.id)).map((one) => one.operation)).toEqual(['submit', 'transfer', 'withdraw']);
    },
  },
  {
    title: '[OP-301] once a decision is there it is too late to withdraw: by whom and when is told',
    async run(driver) {
      for (const steps of [
        [panel(), leader()],
        [clerkDoes('register'), leader()],
      ]) {
        const story = await (await Story.given(driver, { steps })).open('he');
        const who = story.matter.tasks[0]!.kind === 'do' ? 'wu' : 'a';
        await story.does(who, who === 'wu' ? 'done' : 'agree');
        expect(await story.refused('he', 'withdraw')).toMatchObject({
          code: 'already-acted',
          kind: 'stale',
          details: { arguments: { who }, more: { who: id(who) } },
        });
        expect(await story.may('he')).not.toContain('withdraw');
      }
    },
  },
  {
    title: '[OP-302] withdrawn while the holder agrees: the first wins',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      const task = story.taskOf('zhou')!.id;
      await story.does('he', 'withdraw');
      expect(await story.refused('zhou', 'agree', { task })).toMatchObject({ code: 'too-late', details: { more: { operation: 'withdraw' } } });
    },
  },
  {
    title: '[OP-303][APR-01] submitted again: a new round from the start, on the newest version of the process; a running matter stays on its own',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      const newer = { title: title('样例'), version: 2, steps: [by('review', 'director'), ...usual.steps] };
      await story.stage.publish(newer);
      await story.does('zhou', 'agree');
      expect(story.tasks()).toEqual(['approve:qian']);
      expect(story.matter.processVersion).toBe(1);
      const other = await (await Story.given(driver, usual)).open('he');
      await other.does('he', 'withdraw');
      await other.stage.publish(newer);
      await other.does('he', 'submit');
      expect(other.tasks()).toEqual(['review:zheng']);
      expect(other.matter).toMatchObject({ processVersion: 2, textVersion: 2 });
      await other.does('zheng', 'agree');
      expect(other.matter.tasks[0]).toMatchObject({ step: 'department', round: 2 });
    },
  },
  {
    title: '[OP-304] a withdrawn draft is discarded: it ends withdrawn and is kept',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('he', 'withdraw');
      expect(await story.refused('zhou', 'discard')).toMatchObject({ code: 'not-yours' });
      await story.does('he', 'discard');
      expect(story.matter.state).toBe('withdrawn');
      expect(await story.stage.lines(story.matter.id)).toHaveLength(3);
      expect(await story.refused('he', 'submit')).toMatchObject({ code: 'not-allowed-now' });
    },
  },
  {
    title: '[OP-305] one sent back is given up: withdrawn for good, those with opinions told',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('zhou', 'agree');
      await story.does('qian', 'return', why);
      await story.does('he', 'withdraw');
      expect(story.matter).toMatchObject({ state: 'withdrawn', tasks: [] });
      expect(await story.told('withdrawn')).toEqual(['qian', 'zhou']);
    },
  },
  {
    title: '[OP-306] enterer and administrator do not withdraw: only the applicant',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('han', { applicant: 'he' });
      for (const who of ['han', 'wei']) expect(await story.refused(who, 'withdraw')).toMatchObject({ code: 'not-yours', kind: 'forbidden' });
      await story.does('he', 'withdraw');
      expect(story.matter.state).toBe('draft');
    },
  },
  {
    title: '[OP-307] returned and resubmitted: withdrawn before the first opinion of the new round',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('zhou', 'return', { ...why, way: 'straight' });
      await story.does('he', 'resubmit');
      await story.does('he', 'withdraw');
      expect(story.matter.state).toBe('draft');
    },
  },
];

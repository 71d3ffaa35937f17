import type { Scenario } from '../testing/driver';
import { group, id } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, panel, title, usual, why } from './samples';

export const transferring: Scenario[] = [
  {
    title:
      '[OP-320][OP-079] transferred: the same seat and due time, at least one working day; both told; who gave it away no longer acts and keeps sight',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [leader(), clerkDoes('file')] })).open('he');
      expect(await story.refused('qian', 'transfer', { person: 'sun' })).toMatchObject({ code: 'opinion-required' });
      await story.does('qian', 'transfer', { person: 'sun', opinion: '出差' });
      expect(story.tasks()).toEqual(['approve:sun']);
      expect(story.matter.tasks[0]).toMatchObject({ seat: 0, round: 1, dueAt: new Date('2026-03-12T09:00:00+08:00') });
      expect(await story.told('transferred')).toEqual(['he', 'sun']);
      expect(await story.line()).toMatchObject({ person: id('sun'), closed: [{ reason: 'transferred' }] });
      expect(await story.stage.sees(story.matter.id, id('qian'))).toBe(true);
      expect(await story.may('qian')).toEqual([]);
      story.at('2026-03-12T08:45');
      await story.does('sun', 'transfer', { person: 'zheng', opinion: '出差' });
      expect(story.matter.tasks[0]!.dueAt).toEqual(new Date('2026-03-13T08:45:00+08:00'));
      await story.does('zheng', 'agree');
      expect(story.tasks()).toEqual(['file:wu']);
    },
  },
  {
    title: '[OP-321] not to the applicant, nor one with a seat in the step, nor the inactive, nor another company',
    async run(driver) {
      const story = await (
        await Story.given(driver, { steps: [panel()], strictEnterer: true, directory: group({ hu: null }) })
      ).open('han', { applicant: 'he' });
      const code = async (person: string) => (await story.refused('a', 'transfer', { person, ...why })).code;
      expect(await code('he')).toBe('applicant');
      expect(await code('han')).toBe('applicant');
      expect(await code('b')).toBe('already-signer');
      expect(await code('hu')).toBe('inactive');
      expect(await code('you')).toBe('not-in-scope');
      await story.does('b', 'agree');
      expect(await code('b')).toBe('already-signer');
      expect((await story.refused('a', 'transfer', { person: 'b', ...why })).details.status).toBe(422);
    },
  },
  {
    title: '[OP-322] a task bound to its post goes only to another holder of it',
    async run(driver) {
      const directory = group({ hu: [['legal', 'north/law']] });
      const story = await (
        await Story.given(driver, { steps: [by('law', 'legal', { transfer: 'post', each: true, mode: 'any' })], directory })
      ).open('he');
      expect(await story.refused('wang', 'transfer', { person: 'sun', ...why })).toMatchObject({ code: 'post-bound', details: { status: 422 } });
      const named = await Story.given(driver, {
        steps: [clerkDoes('stamp', { who: { named: 'keeper' }, transfer: 'post' })],
        people: async () => ({ keeper: [id('chen'), id('chu')] }),
      });
      await named.open('he');
      expect(named.tasks()).toEqual(['stamp:chen', 'stamp:chu']);
      expect(await named.refused('chen', 'transfer', { person: 'wu', ...why })).toMatchObject({ code: 'post-bound' });
    },
  },
  {
    title: '[OP-323] transferred on, also back to a former holder; at most five times in a round',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [leader()] })).open('he');
      for (const [from, to] of [
        ['qian', 'sun'],
        ['sun', 'qian'],
        ['qian', 'sun'],
        ['sun', 'qian'],
        ['qian', 'sun'],
      ] as const)
        await story.does(from, 'transfer', { person: to, ...why });
      expect(await story.refused('sun', 'transfer', { person: 'qian', ...why })).toMatchObject({ code: 'too-many', kind: 'stale' });
      await story.does('sun', 'agree');
      expect(story.matter.state).toBe('completed');
    },
  },
  {
    title: '[OP-324][OP-326] a waiting task is transferred by the administrator only, who says why; the former holder is told',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [panel('panel', { mode: 'in-order' })] })).open('he');
      const task = story.taskOf('b')!.id;
      expect(await story.refused('b', 'transfer', { task, person: 'sun', ...why })).toMatchObject({ code: 'not-allowed-now' });
      expect(await story.refused('wei', 'transfer', { task, person: 'sun' })).toMatchObject({ code: 'opinion-required' });
      await story.does('wei', 'transfer', { task, person: 'sun', ...why });
      expect(story.tasks()).toEqual(['panel:a', 'panel:c:waiting', 'panel:sun:waiting']);
      expect(await story.told('task-closed')).toEqual(['b']);
      await story.does('a', 'agree');
      expect(story.tasks()).toEqual(['panel:c:waiting', 'panel:sun']);
    },
  },
  {
    title: "[OP-326] the administrator transfers anybody's task, also that of revising",
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('zhou', 'return', why);
      await story.does('wei', 'transfer', { task: story.matter.tasks[0]!.id, person: 'han', ...why });
      expect(story.tasks()).toEqual(['revise:han']);
      expect(await story.told('task-closed')).toEqual(['he']);
      await story.does('han', 'resubmit');
      expect(story.matter.state).toBe('running');
    },
  },
  {
    title: '[OP-327] a transfer leaves other seats and sibling branches as they are',
    async run(driver) {
      const fork = {
        together: [
          { title: title('甲'), then: [panel()] },
          { title: title('乙'), then: [by('right', 'legal')] },
        ],
      };
      const story = await (await Story.given(driver, { steps: [fork] })).open('he');
      const others = story.matter.tasks.filter((one) => one.id !== story.taskOf('a')!.id);
      await story.does('a', 'transfer', { person: 'sun', ...why });
      expect(story.matter.tasks.filter((one) => one.holder !== id('sun'))).toEqual(others);
    },
  },
  {
    title: '[OP-328][APR-03] nobody holds the post: the administrator names a person, who gets the full due time; the applicant is told',
    async run(driver) {
      const story = await (
        await Story.given(driver, { steps: [headOf('department'), by('special', 'nobody-holds-this', { due: '3wd' }), leader()] })
      ).open('he');
      await story.does('zhou', 'agree');
      expect(story.tasks()).toEqual(['special:wei:assign']);
      expect((await story.line()).marks).toContain('nobody:special');
      expect(await story.refused('wei', 'assign', { person: 'he' })).toMatchObject({ code: 'applicant', details: { status: 422 } });
      expect(await story.refused('wei', 'agree')).toMatchObject({ code: 'not-allowed-now' });
      await story.does('wei', 'assign', { person: 'zheng' });
      expect(story.tasks()).toEqual(['special:zheng']);
      expect(story.matter.tasks[0]!.dueAt).toEqual(new Date('2026-03-13T09:00:00+08:00'));
      expect(await story.told('assigned')).toEqual(['he', 'zheng']);
      await story.does('zheng', 'agree');
      expect(story.tasks()).toEqual(['approve:qian']);
    },
  },
];

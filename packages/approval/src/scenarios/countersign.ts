import type { Scenario } from '../testing/driver';
import { Story } from '../testing/story';
import { by, leader, panel, title, why } from './samples';

const play = async (driver: Parameters<Scenario['run']>[0], more: Parameters<typeof panel>[1], acts: string): Promise<Story> => {
  const story = await (await Story.given(driver, { steps: [panel('panel', more), leader()] })).open('he');
  // `a+ b-`: a agrees, b disagrees.
  for (const act of acts.split(' ').filter(Boolean)) await story.does(act[0]!, act.endsWith('+') ? 'agree' : 'disagree', why);
  return story;
};

export const countersigning: Scenario[] = [
  {
    title: '[OP-400][APR-05] all: passes when all agreed; the first disagreement refuses, or with wait-all every seat is asked',
    async run(driver) {
      expect((await play(driver, { mode: 'all' }, 'a+ b+')).tasks()).toEqual(['panel:c']);
      expect((await play(driver, { mode: 'all' }, 'a+ b+ c+')).tasks()).toEqual(['approve:qian']);
      const refused = await play(driver, { mode: 'all' }, 'a+ b-');
      expect(refused.matter.state).toBe('refused');
      expect(await refused.told('task-closed')).toEqual(['c']);
      expect((await play(driver, { mode: 'all', refuse: 'wait-all' }, 'a- b+')).tasks()).toEqual(['panel:c']);
      expect((await play(driver, { mode: 'all', refuse: 'wait-all' }, 'a- b+ c+')).matter.state).toBe('refused');
    },
  },
  {
    title: '[OP-401][OP-407][APR-05] any: passes at the first agreement and closes the others; refused when all disagreed, or at the first',
    async run(driver) {
      const passed = await play(driver, { mode: 'any' }, 'a- b+');
      expect(passed.tasks()).toEqual(['approve:qian']);
      expect(await passed.told('task-closed')).toEqual(['c']);
      expect((await passed.line()).closed.map((one) => one.reason).sort()).toEqual(['done', 'passed']);
      expect((await play(driver, { mode: 'any' }, 'a- b-')).tasks()).toEqual(['panel:c']);
      expect((await play(driver, { mode: 'any' }, 'a- b- c-')).matter.state).toBe('refused');
      expect((await play(driver, { mode: 'any', refuse: 'first-no' }, 'a-')).matter.state).toBe('refused');
    },
  },
  {
    title: '[OP-402][APR-05] majority: more than half pass; half refuse, a tie included; closed once the outcome is certain',
    async run(driver) {
      expect((await play(driver, { mode: 'majority' }, 'a+')).tasks()).toEqual(['panel:b', 'panel:c']);
      expect((await play(driver, { mode: 'majority' }, 'a+ b+')).tasks()).toEqual(['approve:qian']);
      expect((await play(driver, { mode: 'majority' }, 'a- b+')).tasks()).toEqual(['panel:c']);
      expect((await play(driver, { mode: 'majority' }, 'a- b-')).matter.state).toBe('refused');
      expect((await play(driver, { mode: 'majority', refuse: 'wait-all' }, 'a+ b+')).tasks()).toEqual(['panel:c']);
      const two = await (
        await Story.given(driver, {
          steps: [panel('two', { who: { person: 'two' }, each: undefined, mode: 'majority' })],
          text: { title: 'x', two: [(await play(driver, {}, '')).taskOf('a')!.holder, (await play(driver, {}, '')).taskOf('b')!.holder] },
        })
      ).open('he');
      await two.does('a', 'agree');
      await two.does('b', 'disagree', why);
      expect(two.matter.state).toBe('refused');
    },
  },
  {
    title: '[OP-403][OP-406][APR-05] in order: one after another, each with a full due time at its turn; after a disagreement nobody is asked',
    async run(driver) {
      const story = await play(driver, { mode: 'in-order' }, '');
      expect(story.tasks()).toEqual(['panel:a', 'panel:b:waiting', 'panel:c:waiting']);
      expect(story.matter.tasks.map((one) => one.dueAt?.toISOString())).toEqual(['2026-03-11T01:00:00.000Z', undefined, undefined]);
      expect(await story.refused('b', 'agree')).toMatchObject({ code: 'not-allowed-now' });
      story.at('2026-03-12T09:00');
      await story.does('a', 'agree');
      expect(await story.told()).toEqual(['task-opened:b']);
      expect(story.taskOf('b')!.dueAt).toEqual(new Date('2026-03-13T09:00:00+08:00'));
      await story.does('b', 'disagree', why);
      expect(story.matter).toMatchObject({ state: 'refused', tasks: [] });
      expect((await play(driver, { mode: 'in-order' }, 'a+ b+ c+')).tasks()).toEqual(['approve:qian']);
    },
  },
  {
    title: '[OP-404] a refused countersign follows the refuse rule of its step',
    async run(driver) {
      for (const mode of ['all', 'any', 'majority', 'in-order'] as const) {
        const acts = mode === 'any' ? 'a- b- c-' : mode === 'majority' ? 'a- b-' : 'a-';
        expect((await play(driver, { mode }, acts)).matter.state).toBe('refused');
        expect((await play(driver, { mode, onRefusal: 'return' }, acts)).matter.state).toBe('revising');
      }
    },
  },
  {
    title: '[OP-405][OP-071] at once: all seats open, each with its own due time; one agreement leaves the others and tells nobody',
    async run(driver) {
      const story = await play(driver, { mode: 'all' }, '');
      expect(story.matter.tasks.map((one) => one.dueAt?.toISOString())).toEqual(Array(3).fill('2026-03-11T01:00:00.000Z'));
      const [, b, c] = story.matter.tasks;
      story.at('2026-03-10T15:00');
      await story.does('a', 'agree');
      expect(story.matter.tasks).toEqual([b, c]);
      expect(await story.told()).toEqual([]);
    },
  },
  {
    title: '[OP-073] a disagreement that does not refuse the step yet: the others go on, nobody is told',
    async run(driver) {
      const story = await play(driver, { mode: 'majority' }, 'a-');
      expect(story.tasks()).toEqual(['panel:b', 'panel:c']);
      expect(await story.told()).toEqual([]);
    },
  },
  {
    title: '[OP-407] a step passed with seats open: no late opinion, the loser hears who was first',
    async run(driver) {
      const story = await play(driver, { mode: 'any' }, '');
      const task = story.taskOf('c')!.id;
      await story.does('a', 'agree');
      expect(await story.refused('c', 'disagree', { task, opinion: '不妥' })).toMatchObject({
        code: 'too-late',
        details: { arguments: { who: 'a' }, more: { opinion: '不妥' } },
      });
    },
  },
  {
    title: '[OP-408] a countersign ends: the sibling branch is untouched until the join',
    async run(driver) {
      const fork = {
        together: [
          { title: title('甲'), then: [panel()] },
          { title: title('乙'), then: [by('right', 'legal')] },
        ],
      };
      const story = await (await Story.given(driver, { steps: [fork, leader()] })).open('he');
      const right = story.taskOf('wang');
      for (const who of ['a', 'b', 'c']) await story.does(who, 'agree');
      expect(story.matter.tasks).toEqual([right]);
      await story.does('wang', 'agree');
      expect(story.tasks()).toEqual(['approve:qian']);
    },
  },
  {
    title: '[OP-409] the two last deciding signers: the step passes once, the next opens once',
    async run(driver) {
      const story = await play(driver, { mode: 'all' }, 'a+');
      await story.does('b', 'agree');
      await story.does('c', 'agree');
      expect(story.tasks()).toEqual(['approve:qian']);
      expect((await story.stage.lines(story.matter.id)).flatMap((one) => one.opened).filter((one) => one.step === 'approve')).toHaveLength(1);
      const any = await play(driver, { mode: 'any' }, '');
      const task = any.taskOf('b')!.id;
      await any.does('a', 'agree');
      expect(await any.refused('b', 'agree', { task })).toMatchObject({ code: 'too-late' });
    },
  },
  {
    title: '[OP-410] opinions stand in the way, with their round, for the signers of the step and of later ones',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [panel(), leader()] })).open('he');
      await story.does('a', 'agree', { opinion: '同意，注意节约' });
      expect(await story.line()).toMatchObject({ step: 'panel', opinion: '同意，注意节约', round: 1, seat: 0 });
      for (const who of ['b', 'c']) expect(await story.stage.sees(story.matter.id, story.taskOf(who)!.holder)).toBe(true);
    },
  },
  {
    title: '[OP-411] a step without seats is never passed: skipped for sameness, else the administrator is asked',
    async run(driver) {
      const nobody = await (
        await Story.given(driver, { steps: [by('departments', 'dept-head', { who: { post: 'dept-head', of: { field: 'to' } } }), leader()] })
      ).open('he');
      expect(nobody.tasks()).toEqual(['departments:wei:assign']);
      const same = await (await Story.given(driver, { steps: [by('first', 'gm'), by('second', 'gm'), leader()] })).open('he');
      await same.does('sun', 'agree');
      expect(same.tasks()).toEqual(['approve:qian']);
      expect((await same.line()).marks!.join()).toMatch(/^skipped:second/);
    },
  },
];

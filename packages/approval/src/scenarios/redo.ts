import type { Scenario } from '../testing/driver';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, seal, title, usual, why } from './samples';

/** instruct → handle (two departments) → supervise, which may send it back. */
const handled = {
  steps: [
    by('propose', 'director'),
    by('instruct', 'gm', { when: { field: 'propose.important', is: true } }),
    clerkDoes('handle', { who: { post: 'panel', of: 'company' }, each: true, redo: ['propose'] }),
    clerkDoes('supervise', { redo: ['instruct', 'handle'] }),
    clerkDoes('file'),
  ],
  requires: { handle: ['propose', 'instruct'] },
  effects: ['handle'],
};
const upTo = async (driver: Parameters<Scenario['run']>[0], important = true): Promise<Story> => {
  const story = await (await Story.given(driver, handled)).open('he');
  await story.does('zheng', 'agree', { entry: { important } });
  if (important) await story.does('sun', 'agree');
  return story;
};

export const redoing: Scenario[] = [
  {
    title: '[OP-820][OP-095][APR-22] redo: a new round from the target on, with full due time; the state is unchanged; a remark is obligatory',
    async run(driver) {
      const story = await upTo(driver);
      for (const who of ['a', 'b', 'c']) await story.does(who, 'done', { step: 'handle' });
      expect(await story.refused('wu', 'redo', { target: 'handle' })).toMatchObject({ code: 'opinion-required' });
      story.at('2026-03-11T10:00');
      await story.does('wu', 'redo', { target: 'handle', ...why });
      expect(story.tasks()).toEqual(['handle:a', 'handle:b', 'handle:c']);
      expect(story.matter).toMatchObject({ state: 'approved' });
      expect(story.matter.tasks[0]).toMatchObject({ round: 2, dueAt: new Date('2026-03-12T10:00:00+08:00') });
      expect(await story.told()).toEqual(['redone:he', 'task-opened:a', 'task-opened:b', 'task-opened:c']);
      expect(await story.line()).toMatchObject({ operation: 'redo', target: 'handle', opinion: why.opinion });
    },
  },
  {
    title: '[OP-820] an event may bring the redo',
    async run(driver) {
      const story = await (
        await Story.given(driver, { steps: [clerkDoes('print'), seal({ on: { SealUsed: 'next', PrintFaulty: { redo: 'print' } } })] })
      ).open('he');
      await story.does('wu', 'done');
      await story.arrives('PrintFaulty');
      expect(story.tasks()).toEqual(['print:wu']);
      await story.does('wu', 'done');
      expect(story.matter.tasks[0]).toMatchObject({ step: 'seal', round: 2 });
    },
  },
  {
    title: '[OP-821] a target that is not listed is refused with the list; a condition that left the target out before does not bar it',
    async run(driver) {
      const story = await upTo(driver, false);
      for (const who of ['a', 'b', 'c']) await story.does(who, 'done');
      expect(await story.refused('wu', 'redo', { target: 'propose', ...why })).toMatchObject({
        code: 'not-a-redo-target',
        details: { status: 422, more: { targets: ['instruct', 'handle'] } },
      });
      await story.does('wu', 'redo', { target: 'instruct', ...why });
      expect(story.tasks()).toEqual(['instruct:sun']);
    },
  },
  {
    title:
      '[OP-822] a decision in the new round is taken anew, not skipped; the earlier one remains the ground of what was done; disagreeing ends this part',
    async run(driver) {
      const story = await upTo(driver);
      for (const who of ['a', 'b', 'c']) await story.does(who, 'done');
      await story.does('wu', 'redo', { target: 'instruct', ...why });
      expect(story.tasks()).toEqual(['instruct:sun']);
      expect(story.matter.state).toBe('approved');
      expect(story.matter.walk['reached']).toEqual(['handle']);
      await story.does('sun', 'disagree', why);
      expect(story.matter.state).toBe('approved');
      expect(story.tasks()).toEqual(['supervise:wu']);
      expect(story.ran.map((one) => one.round)).toEqual([1, 1, 1]);
      const same = await (
        await Story.given(driver, {
          steps: [by('first', 'gm'), by('second', 'gm', { skipRepeat: true }), clerkDoes('look', { redo: ['second', 'first'] })],
        })
      ).open('he');
      await same.does('sun', 'agree');
      expect(same.tasks()).toEqual(['look:wu']);
      await same.does('wu', 'redo', { target: 'first', ...why });
      await same.does('sun', 'agree');
      expect(same.tasks()).toEqual(['second:sun']);
    },
  },
  {
    title: '[OP-823][OP-826] other seats of the step are closed as redone; what was entered stays under the old round and counts no more',
    async run(driver) {
      const story = await upTo(driver);
      await story.does('a', 'done', { entry: { result: '完成' } });
      await story.does('b', 'redo', { target: 'propose', ...why });
      expect(await story.told('task-closed')).toEqual(['c']);
      expect((await story.line()).closed.map((one) => one.reason).sort()).toEqual(['done', 'redone']);
      expect(story.matter.walk.entries['handle']).toBeUndefined();
      expect((await story.stage.lines(story.matter.id)).find((one) => one.step === 'handle')).toMatchObject({ round: 1, entry: { result: '完成' } });
      await story.does('zheng', 'agree');
      expect(story.matter.tasks.map((one) => one.round)).toEqual([2, 2, 2]);
    },
  },
  {
    title: '[OP-824][OP-825] sibling branches and their due times are untouched; the closed ones stop',
    async run(driver) {
      const fork = {
        together: [
          { title: title('甲'), then: [clerkDoes('print'), clerkDoes('proof', { redo: ['print'] })] },
          { title: title('乙'), then: [by('right', 'legal')] },
        ],
      };
      const story = await (await Story.given(driver, { steps: [fork] })).open('he');
      await story.does('wu', 'done');
      const right = story.taskOf('wang');
      story.at('2026-03-10T15:00');
      await story.does('wu', 'redo', { target: 'print', ...why });
      expect(story.taskOf('wang')).toEqual(right);
      expect(story.tasks()).toEqual(['print:wu', 'right:wang']);
      expect(story.taskOf('wu')!.dueAt).toEqual(new Date('2026-03-11T15:00:00+08:00'));
    },
  },
  {
    title: '[OP-827] a redone step has its effect again, as a new round; nothing is undone',
    async run(driver) {
      const story = await (
        await Story.given(driver, {
          ...usual,
          steps: [headOf(), leader(), clerkDoes('number', { irreversible: true }), clerkDoes('check', { redo: ['number'] })],
        })
      ).open('he');
      for (const [who, operation] of [
        ['zhou', 'agree'],
        ['qian', 'agree'],
        ['wu', 'done'],
      ] as const)
        await story.does(who, operation);
      await story.does('wu', 'redo', { target: 'number', ...why });
      await story.does('wu', 'done');
      expect(story.ran.map((one) => one.round)).toEqual([1, 2]);
      expect(story.matter.walk['irreversible']).toEqual(['number']);
    },
  },
  {
    title: '[OP-828] a do step may not change what was decided on',
    async run(driver) {
      const world = {
        steps: [clerkDoes('plan', { edits: ['plan', 'budget'] }), headOf(), clerkDoes('carry', { edits: ['budget', 'note'] })],
        requires: { carry: ['department'] },
        effects: ['carry'],
        material: ['title', 'plan', 'budget'],
        text: { title: 'x', budget: 1 },
      };
      const story = await (await Story.given(driver, world)).open('he');
      expect(await story.refused('wu', 'done', { form: { title: 'y', budget: 1 } })).toMatchObject({
        code: 'not-editable',
        details: { status: 422 },
      });
      await story.does('wu', 'done', { form: { title: 'x', plan: '方案', budget: 2 } });
      expect(story.matter).toMatchObject({ textVersion: 2 });
      await story.does('zhou', 'agree');
      expect(await story.refused('wu', 'done', { form: { ...story.matter.form, budget: 3 } })).toMatchObject({ code: 'text-changed', kind: 'stale' });
      await story.does('wu', 'done', { form: { ...story.matter.form, note: '备注' } });
      expect(story.matter.state).toBe('completed');
    },
  },
  {
    title: '[OP-830] redo and another act at once: the first wins',
    async run(driver) {
      const story = await upTo(driver);
      const task = story.taskOf('b')!.id;
      await story.does('a', 'redo', { target: 'propose', ...why });
      expect(await story.refused('b', 'done', { task })).toMatchObject({ code: 'too-late', details: { more: { operation: 'redo' } } });
    },
  },
];

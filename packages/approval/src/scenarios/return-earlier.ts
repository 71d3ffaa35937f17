import type { Scenario } from '../testing/driver';
import { group } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, panel, title, why } from './samples';

/** 退回前环节 — back to an earlier decision: its seats, its branches, who is first. */
export const returningEarlier: Scenario[] = [
  {
    title: '[OP-202][OP-208] a branch that was taken is chosen anew after a return',
    async run(driver) {
      const steps = [
        by('propose', 'director'),
        { when: { field: 'propose.important', is: true }, then: [by('instruct', 'gm')], otherwise: [by('note', 'legal')] },
      ];
      const story = await (await Story.given(driver, { steps })).open('he');
      await story.does('zheng', 'agree', { entry: { important: true } });
      expect(story.tasks()).toEqual(['instruct:sun']);
      await story.does('sun', 'return', { ...why, target: 'propose' });
      await story.does('zheng', 'agree', { entry: { important: false } });
      expect(story.tasks()).toEqual(['note:wang']);
      await story.does('wang', 'return', { ...why, target: 'drafter' });
      await story.does('he', 'resubmit');
      await story.does('zheng', 'agree', { entry: { important: true } });
      expect(story.tasks()).toEqual(['instruct:sun']);
    },
  },
  {
    title: '[OP-207][OP-208][OP-076] return to an earlier decision: it opens in a new round for those who sat there; then each step again',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), by('review', 'director'), leader()] })).open('he');
      await story.does('zhou', 'agree');
      await story.does('zheng', 'agree');
      await story.stage.setDirectory(group({ han: [['dept-head', 'north/plans']] }, 2));
      await story.does('qian', 'return', { ...why, target: 'department', way: 'whole' });
      expect(story.matter.state).toBe('running');
      expect(story.tasks()).toEqual(['department:zhou']);
      expect(story.matter.tasks[0]).toMatchObject({ round: 2, dueAt: new Date('2026-03-11T09:00:00+08:00') });
      expect(await story.told()).toEqual(['returned:he', 'returned:zheng', 'returned:zhou', 'task-opened:zhou']);
      await story.does('zhou', 'agree');
      expect(story.tasks()).toEqual(['review:zheng']);
      await story.does('zheng', 'agree');
      expect(story.matter.tasks[0]).toMatchObject({ step: 'approve', round: 2 });
    },
  },
  {
    title: '[OP-207] those who sat there have gone: resolved anew',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), leader()] })).open('he');
      await story.does('zhou', 'agree');
      await story.stage.setDirectory(group({ zhou: null, han: [['dept-head', 'north/plans']] }, 2));
      await story.does('qian', 'return', { ...why, target: 'department' });
      expect(story.tasks()).toEqual(['department:han']);
    },
  },
  {
    title: '[OP-209] the way back is straight: when the target passes, the returner is next, what lies between stays passed',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), by('review', 'director'), leader()] })).open('he');
      await story.does('zhou', 'agree');
      await story.does('zheng', 'agree');
      await story.does('qian', 'return', { ...why, target: 'department', way: 'straight' });
      expect(story.tasks()).toEqual(['department:zhou']);
      await story.does('zhou', 'agree');
      expect(story.tasks()).toEqual(['approve:qian']);
      expect(story.matter.tasks[0]!.round).toBe(2);
      await story.does('qian', 'agree');
      expect(story.matter.state).toBe('completed');
    },
  },
  {
    title: '[OP-210] the target of a return disagrees: its own refuse rule',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf('department', { onRefusal: 'return' }), leader()] })).open('he');
      await story.does('zhou', 'agree');
      await story.does('qian', 'return', { ...why, target: 'department' });
      await story.does('zhou', 'disagree', why);
      expect(story.matter.state).toBe('revising');
    },
  },
  {
    title: '[OP-211] a do step, a step left out, a sibling branch, what lies behind an effect point: no targets; the list is told',
    async run(driver) {
      const story = await Story.given(driver, {
        steps: [
          headOf(),
          clerkDoes('register'),
          by('law', 'legal', { when: { field: 'external', is: true } }),
          {
            together: [
              { title: title('甲'), then: [by('left', 'director'), by('left-too', 'gm')] },
              { title: title('乙'), then: [panel()] },
            ],
          },
          clerkDoes('hold'),
          by('verify', 'director', { skipRepeat: false }),
          by('settle', 'gm'),
        ],
        requires: { hold: ['department', 'left-too', 'panel'] },
        effects: ['hold'],
      });
      await story.open('he');
      await story.does('zhou', 'agree');
      await story.does('wu', 'done');
      await story.does('zheng', 'agree');
      for (const target of ['register', 'law', 'panel', 'settle', 'gone']) {
        const refusal = await story.refused('sun', 'return', { ...why, target });
        expect(refusal).toMatchObject({ code: 'not-on-your-way', kind: 'stale', details: { more: { targets: ['drafter', 'department', 'left'] } } });
      }
      for (const who of ['sun', 'a', 'b', 'c']) await story.does(who, 'agree');
      await story.does('wu', 'done');
      await story.does('zheng', 'agree');
      expect(await story.refused('sun', 'return', { ...why, target: 'department' })).toMatchObject({
        code: 'not-on-your-way',
        details: { more: { targets: ['verify'] } },
      });
    },
  },
  {
    title: '[OP-212] the target was a countersign: all its original seats anew; in order from the first',
    async run(driver) {
      for (const [mode, tasks] of [
        ['all', ['panel:a', 'panel:b', 'panel:c']],
        ['in-order', ['panel:a', 'panel:b:waiting', 'panel:c:waiting']],
      ] as const) {
        const story = await (await Story.given(driver, { steps: [panel('panel', { mode }), leader()] })).open('he');
        for (const who of ['a', 'b', 'c']) await story.does(who, 'agree');
        await story.does('qian', 'return', { ...why, target: 'panel' });
        expect(story.tasks()).toEqual(tasks);
      }
    },
  },
  {
    title: '[OP-213] one of a countersign returns: the step ends at once, all its tasks are closed, holders and deciders told',
    async run(driver) {
      for (const mode of ['all', 'any', 'majority'] as const) {
        const story = await (
          await Story.given(driver, { steps: [headOf(), panel('panel', { mode, ...(mode === 'any' ? { refuse: 'last-no' } : {}) })] })
        ).open('he');
        await story.does('zhou', 'agree');
        if (mode !== 'any') await story.does('a', 'agree');
        await story.does('b', 'return', { ...why, target: 'department' });
        expect(story.tasks()).toEqual(['department:zhou']);
        expect(await story.told('task-closed')).toEqual(mode === 'any' ? ['a', 'c'] : ['c']);
        expect(await story.told('returned')).toEqual(mode === 'any' ? ['he', 'zhou'] : ['a', 'he', 'zhou']);
      }
    },
  },
  {
    title: '[OP-215] returning and agreeing in the same instant: the first wins, the loser hears too-late',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), panel('panel', { mode: 'any' }), leader()] })).open('he');
      await story.does('zhou', 'agree');
      const [a, b] = ['a', 'b'].map((who) => story.taskOf(who)!.id);
      await story.does('a', 'return', { ...why, target: 'department' });
      expect(await story.refused('b', 'agree', { task: b, opinion: '可' })).toMatchObject({
        code: 'too-late',
        details: { more: { operation: 'return', opinion: '可' } },
      });
      await story.does('zhou', 'agree');
      const task = story.taskOf('a')!.id;
      await story.does('b', 'agree');
      expect(await story.refused('a', 'return', { ...why, task })).toMatchObject({ code: 'too-late', details: { more: { operation: 'agree' } } });
      expect(a).not.toBe(task);
    },
  },
  {
    title:
      '[OP-220][OP-221][OP-223] inside a branch only this branch changes; before the fork all branches close, straight back reopens what was open',
    async run(driver) {
      const fork = {
        together: [
          { title: title('甲'), then: [by('left', 'director'), by('left-too', 'gm')] },
          { title: title('乙'), then: [by('right', 'legal')] },
        ],
      };
      const story = await (await Story.given(driver, { steps: [headOf(), fork, leader()] })).open('he');
      await story.does('zhou', 'agree');
      await story.does('zheng', 'agree');
      const right = story.taskOf('wang');
      await story.does('sun', 'return', { ...why, target: 'left' });
      expect(story.tasks()).toEqual(['left:zheng', 'right:wang']);
      expect(story.taskOf('wang')).toEqual(right);
      await story.does('zheng', 'agree');
      await story.does('sun', 'return', { ...why, target: 'drafter', way: 'straight' });
      expect(await story.told('task-closed')).toEqual(['wang']);
      await story.does('he', 'resubmit');
      expect(story.tasks()).toEqual(['left-too:sun', 'right:wang']);
    },
  },
  {
    title: '[OP-227] a step after the join returns into one branch: that branch anew, the other stays passed, the join waits',
    async run(driver) {
      const fork = {
        together: [
          { title: title('甲'), then: [by('left', 'director'), by('left-too', 'gm')] },
          { title: title('乙'), then: [by('right', 'legal')] },
        ],
      };
      const story = await (await Story.given(driver, { steps: [fork, leader()] })).open('he');
      for (const who of ['zheng', 'sun', 'wang']) await story.does(who, 'agree');
      await story.does('qian', 'return', { ...why, target: 'left' });
      expect(story.tasks()).toEqual(['left:zheng']);
      await story.does('zheng', 'agree');
      expect(story.tasks()).toEqual(['left-too:sun']);
      await story.does('sun', 'agree');
      expect(story.tasks()).toEqual(['approve:qian']);
    },
  },
];

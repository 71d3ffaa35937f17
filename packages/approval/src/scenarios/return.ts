import type { Scenario } from '../testing/driver';
import { group } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, panel, title, usual, why } from './samples';

const material = { ...usual, material: ['title', 'amount'], text: { title: '申请', amount: 10, note: '' } };
const withPanel = { steps: [headOf(), panel(), leader(), clerkDoes('file')], material: ['title'], text: { title: '申请', note: '' } };

export const returning: Scenario[] = [
  {
    title: '[OP-200][OP-075] return to the drafter: revising, a revise task of three working days, applicant and those with opinions told',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('zhou', 'agree', { opinion: '可' });
      expect(await story.refused('qian', 'return', { target: 'drafter' })).toMatchObject({ code: 'opinion-required', details: { status: 422 } });
      await story.does('qian', 'return', { ...why, target: 'drafter' });
      expect(story.matter.state).toBe('revising');
      expect(story.tasks()).toEqual(['revise:he']);
      expect(story.matter.tasks[0]!.dueAt).toEqual(new Date('2026-03-13T09:00:00+08:00'));
      expect(await story.told('returned')).toEqual(['he', 'zhou']);
      const told = (await story.stage.told(story.matter.id)).find((one) => one.code === 'returned')!;
      expect(told.arguments).toMatchObject({ way: 'whole', step: 'approve' });
      expect(await story.line()).toMatchObject({ operation: 'return', opinion: why.opinion, closed: [{ reason: 'done' }] });
    },
  },
  {
    title: '[OP-201] the returner chooses among the ways that the process allows; the default is whole',
    async run(driver) {
      const ways = async (returns: object | undefined) => {
        const story = await (await Story.given(driver, { steps: [headOf('department', returns ? { returns } : {})] })).open('he');
        return {
          story,
          ways: (await story.stage.allowed(story.matter.id, story.matter.tasks[0]!.holder)).find((one) => one.operation === 'return')!.ways,
        };
      };
      expect((await ways(undefined)).ways).toEqual(['whole', 'straight']);
      const only = await ways({ ways: ['straight'] });
      expect(only.ways).toEqual(['straight']);
      await only.story.does('zhou', 'return', why);
      expect(only.story.matter.walk['back']).toMatchObject({ way: 'straight' });
      expect(await only.story.line()).toMatchObject({ target: 'drafter', way: 'straight' });
      const free = await ways(undefined);
      await free.story.does('zhou', 'return', why);
      expect(free.story.matter.walk['back']).toMatchObject({ way: 'whole' });
    },
  },
  {
    title: '[OP-202] resubmitted the whole way: a new text version, every step anew in a new round, conditions evaluated anew',
    async run(driver) {
      const steps = [headOf(), by('law', 'legal', { when: { field: 'external', is: true } }), leader()];
      const story = await (await Story.given(driver, { steps, text: { title: 'x' } })).open('he');
      await story.does('zhou', 'agree');
      await story.does('qian', 'return', { ...why, way: 'whole' });
      await story.does('he', 'resubmit', { form: { title: 'x', external: true } });
      expect(story.matter).toMatchObject({ state: 'running', textVersion: 2 });
      expect(story.tasks()).toEqual(['department:zhou']);
      expect(story.matter.tasks[0]).toMatchObject({ round: 2, dueAt: new Date('2026-03-11T09:00:00+08:00') });
      await story.does('zhou', 'agree');
      expect(story.tasks()).toEqual(['law:wang']);
    },
  },
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
    title: '[OP-203][OP-006] straight back, nothing material changed: only the returner and the undecided are asked; agreements stand and are told',
    async run(driver) {
      const story = await (await Story.given(driver, withPanel)).open('he');
      await story.does('zhou', 'agree');
      await story.does('a', 'agree', { opinion: '可' });
      await story.does('b', 'return', { ...why, way: 'straight' });
      await story.does('he', 'resubmit', { form: { title: '申请', note: '已补充' } });
      expect(story.tasks()).toEqual(['panel:b', 'panel:c']);
      expect(story.matter.tasks.map((one) => one.round)).toEqual([2, 2]);
      expect(story.matter.walk['seats']).toMatchObject({ panel: [{ outcome: 'agreed', round: 1 }, {}, {}] });
      expect(await story.told('agreement-kept')).toEqual(['a']);
      await story.does('b', 'agree');
      await story.does('c', 'agree');
      expect(story.tasks()).toEqual(['approve:qian']);
      expect((await story.stage.lines(story.matter.id)).find((one) => one.operation === 'agree' && one.opinion === '可')).toMatchObject({ round: 1 });
    },
  },
  {
    title: '[OP-204] straight back with a material field changed goes the whole way; the returner is told',
    async run(driver) {
      const story = await (await Story.given(driver, material)).open('he');
      await story.does('zhou', 'agree');
      await story.does('qian', 'return', { ...why, way: 'straight' });
      await story.does('he', 'resubmit', { form: { title: '申请', amount: 20 } });
      expect(story.tasks()).toEqual(['department:zhou']);
      expect(await story.told('goes-whole')).toEqual(['qian']);
      expect((await story.line()).marks).toContain('whole');
    },
  },
  {
    title: '[OP-205] straight back to a returner who has lost the post: the seat is resolved anew',
    async run(driver) {
      const story = await (await Story.given(driver, material)).open('he');
      await story.does('zhou', 'agree');
      await story.does('qian', 'return', { ...why, way: 'straight' });
      await story.stage.setDirectory(group({ qian: null, hu: [['leader-in-charge', 'north', ['plans']]] }, 2));
      await story.does('he', 'resubmit');
      expect(story.tasks()).toEqual(['approve:hu']);
    },
  },
  {
    title: '[OP-206][OP-096] the revise task is overdue: the applicant is urged, then the superior is told; nothing ends by itself',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('zhou', 'return', why);
      story.at('2026-03-13T09:00');
      await story.fires(story.matter.tasks[0]!);
      expect(await story.told()).toEqual(['urged:he']);
      story.at('2026-03-16T09:00');
      await story.fires(story.matter.tasks[0]!);
      expect(await story.told()).toEqual(['escalated:zhou', 'urged:he']);
      expect(story.matter.state).toBe('revising');
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
    title: '[OP-214] in order, returned and straight back: it resumes at the returner, later seats follow',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [panel('panel', { mode: 'in-order' })] })).open('he');
      await story.does('a', 'agree');
      await story.does('b', 'return', { ...why, way: 'straight' });
      await story.does('he', 'resubmit');
      expect(story.tasks()).toEqual(['panel:b', 'panel:c:waiting']);
      await story.does('b', 'agree');
      await story.does('c', 'agree');
      expect(story.matter.state).toBe('completed');
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
    title: '[OP-216] a step that does not return refuses; disagreeing remains',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf('department', { returns: false })] })).open('he');
      expect(await story.refused('zhou', 'return', why)).toMatchObject({ code: 'no-return', kind: 'stale' });
      expect(await story.may('zhou')).toEqual(['agree', 'disagree', 'transfer']);
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
  {
    title: '[OP-228] a do step before any irreversible effect returns: the approval is undone, always the whole way',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('zhou', 'agree');
      await story.does('qian', 'agree');
      expect(story.matter.state).toBe('approved');
      await story.does('wu', 'return', { ...why, way: 'straight' });
      expect(story.matter.state).toBe('revising');
      expect(await story.line()).toMatchObject({ target: 'drafter', way: 'whole' });
      await story.does('he', 'resubmit');
      expect(story.matter.state).toBe('running');
      expect(story.tasks()).toEqual(['department:zhou']);
      expect(story.matter.walk['reached']).toBeUndefined();
    },
  },
  {
    title: '[OP-229] after an irreversible effect nothing is returned',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      for (const [who, operation] of [
        ['zhou', 'agree'],
        ['qian', 'agree'],
        ['wu', 'done'],
      ] as const)
        await story.does(who, operation);
      expect(await story.refused('wu', 'return', why)).toMatchObject({ code: 'effect-made', kind: 'stale' });
      expect(await story.may('wu')).toEqual(['done', 'transfer', 'urge']);
    },
  },
];

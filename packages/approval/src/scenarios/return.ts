import type { Scenario } from '../testing/driver';
import { group } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, panel, usual, why } from './samples';

const material = { ...usual, material: ['title', 'amount'], text: { title: '申请', amount: 10, note: '' } };
const withPanel = { steps: [headOf(), panel(), leader(), clerkDoes('file')], material: ['title'], text: { title: '申请', note: '' } };

/** 退回拟稿人 — back to the drafter, the ways on from there, and where nothing is returned. */
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
    title: '[OP-216] a step that does not return refuses; disagreeing remains',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf('department', { returns: false })] })).open('he');
      expect(await story.refused('zhou', 'return', why)).toMatchObject({ code: 'no-return', kind: 'stale' });
      expect(await story.may('zhou')).toEqual(['agree', 'disagree', 'transfer']);
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

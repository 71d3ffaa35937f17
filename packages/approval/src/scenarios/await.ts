import type { Scenario } from '../testing/driver';
import { id } from '../testing/group';
import { Story } from '../testing/story';
import { awaiting } from '../process';
import { by, clerkDoes, headOf, leader, seal, title, usual, why } from './samples';

const sealed = {
  ...usual,
  steps: [headOf(), leader(), clerkDoes('number'), seal(), clerkDoes('file')],
  requires: { number: ['department', 'approve'], seal: ['department', 'approve'] },
  effects: ['number', 'seal'],
  asks: ['seal'],
};
const upToSeal = async (driver: Parameters<Scenario['run']>[0]): Promise<Story> => {
  const story = await (await Story.given(driver, sealed)).open('he');
  for (const [who, operation] of [
    ['zhou', 'agree'],
    ['qian', 'agree'],
    ['wu', 'done'],
  ] as const)
    await story.does(who, operation);
  return story;
};
const receipts = awaiting('receipt', {
  title: title('签收'),
  owner: { post: 'clerk', of: 'company' },
  each: 'to',
  due: '3wd',
  on: { Received: 'next' },
  byHand: true,
});

export const awaits: Scenario[] = [
  {
    title:
      "[OP-800][APR-21] an await opens with its question: correlation of matter, step, round, sequence; the task is the system's, its owner is told",
    async run(driver) {
      const story = await upToSeal(driver);
      expect(story.tasks()).toEqual(['seal:system']);
      expect(story.matter.tasks[0]).toMatchObject({ kind: 'await', dueAt: new Date('2026-03-12T09:00:00+08:00') });
      expect(story.ran.at(-1)).toMatchObject({
        step: 'seal',
        ask: { matter: story.matter.id, step: 'seal', round: 1, sequence: 1, seats: [{ seat: 0 }] },
      });
      expect(await story.told('awaiting')).toEqual(['wu']);
    },
  },
  {
    title: '[OP-801][OP-094][OP-068] the event finishes it: done by the system, event and time on the line, the next step opens',
    async run(driver) {
      const story = await upToSeal(driver);
      await story.at('2026-03-11T10:00').arrives('SealUsed', { eventId: 'event-1', value: { line: 'Y-7' } });
      expect(story.tasks()).toEqual(['file:wu']);
      expect(await story.line()).toMatchObject({
        operation: 'arrive',
        actor: 'system',
        step: 'seal',
        key: 'event-1',
        at: '2026-03-11T02:00:00.000Z',
        entry: { line: 'Y-7' },
      });
      expect(story.ran.at(-1)).toMatchObject({ step: 'seal', entry: { line: 'Y-7' } });
      expect(story.matter.walk.entries['seal']).toEqual({ line: 'Y-7' });
    },
  },
  {
    title: '[OP-802] the same event again has no effect and the same answer',
    async run(driver) {
      const story = await upToSeal(driver);
      await story.arrives('SealUsed', { eventId: 'event-1' });
      const [after, ran] = [story.matter, story.ran.length];
      await story.arrives('SealUsed', { eventId: 'event-1' });
      expect(story.matter).toEqual(after);
      expect(story.ran).toHaveLength(ran);
    },
  },
  {
    title:
      '[OP-803][OP-908] a closed await, another round, an older sequence, an ended matter: set aside with the reason, shown to owner and administrator',
    async run(driver) {
      const story = await upToSeal(driver);
      const before = story.matter;
      await story.arrives('SealUsed', { correlation: { step: 'seal', round: 2, sequence: 1 } });
      await story.arrives('SealingRefused', { correlation: { step: 'seal', round: 1, sequence: 1 } });
      await story.does('wu', 'done');
      await story.arrives('SealUsed', { correlation: { step: 'seal', round: 1, sequence: 1 } });
      expect(await story.told('set-aside')).toEqual(['wei', 'wu']);
      await story.arrives('SealUsed', { correlation: { step: 'seal', round: 1, sequence: 2 } });
      expect(story.tasks()).toEqual(['file:wu']);
      await story.arrives('SealUsed');
      await story.arrives('Unheard');
      await story.does('wu', 'done');
      await story.arrives('SealUsed');
      expect(story.matter.state).toBe('completed');
      expect((await story.stage.setAside(story.matter.id)).map((one) => one.reason)).toEqual([
        'other-round',
        'older-sequence',
        'closed',
        'not-awaited',
        'ended',
      ]);
      expect(before.state).toBe('approved');
    },
  },
  {
    title: '[OP-804] an event before its await is open is kept with the matter and applied when it opens',
    async run(driver) {
      const story = await (await Story.given(driver, sealed)).open('he');
      await story.arrives('SealUsed', { eventId: 'early', value: { line: 'Y-7' } });
      expect((await story.line()).marks).toEqual(['kept:seal']);
      await story.does('zhou', 'agree');
      await story.does('qian', 'agree');
      await story.does('wu', 'done');
      expect(story.tasks()).toEqual(['file:wu']);
      expect(story.matter.walk.entries['seal']).toEqual({ line: 'Y-7' });
      expect(story.matter.walk['early']).toBeUndefined();
      expect(await story.stage.setAside(story.matter.id)).toEqual([]);
    },
  },
  {
    title: '[OP-805] several events are awaited: each ends its seat; the step passes with the last',
    async run(driver) {
      const story = await (
        await Story.given(driver, { steps: [receipts, clerkDoes('file')], text: { title: 'x', to: ['south', 'east'] } })
      ).open('he');
      expect(story.tasks()).toEqual(['receipt:system', 'receipt:system']);
      await story.arrives('Received', { seatOf: 'east' });
      expect(story.tasks()).toEqual(['receipt:system']);
      expect((story.matter.walk['seats'] as Record<string, unknown>)['receipt']).toMatchObject([
        { value: 'south' },
        { value: 'east', outcome: 'done', by: 'system' },
      ]);
      await story.arrives('Received', { seatOf: 'west' });
      expect((await story.stage.setAside(story.matter.id)).map((one) => one.reason)).toEqual(['not-awaited']);
      await story.arrives('Received', { seatOf: 'south' });
      expect(story.tasks()).toEqual(['file:wu']);
    },
  },
  {
    title: '[OP-806] the awaited party is outside the platform: the owner enters the fact, and the line says so',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [receipts, clerkDoes('file')], text: { title: 'x', to: ['outside'] } })).open('he');
      expect(await story.refused('he', 'done', { task: story.matter.tasks[0]!.id })).toMatchObject({ code: 'awaiting' });
      await story.does('wu', 'done', { task: story.matter.tasks[0]!.id, entry: { evidence: '回执' } });
      expect(await story.line()).toMatchObject({ marks: ['by-hand:receipt'], actor: id('wu'), entry: { evidence: '回执' } });
      expect(story.tasks()).toEqual(['file:wu']);
    },
  },
  {
    title: '[OP-807] nobody finishes an await by hand; urging it remains, and goes to the awaited side',
    async run(driver) {
      const story = await upToSeal(driver);
      const task = story.matter.tasks[0]!.id;
      for (const operation of ['agree', 'done', 'disagree', 'return', 'transfer', 'redo'])
        expect(await story.refused('wu', operation, { task, ...why, person: 'chen' })).toMatchObject({
          code: 'awaiting',
          kind: 'stale',
          details: { arguments: { event: '用印' } },
        });
      await story.does('he', 'urge', { task });
      expect(await story.told('urged')).toEqual(['wu']);
      expect(await story.may('wu')).toEqual(['urge']);
    },
  },
  {
    title: '[OP-809] the asked side refuses: the owner supplies, then it is asked anew with the next sequence',
    async run(driver) {
      const story = await upToSeal(driver);
      await story.arrives('SealingRefused', { value: { rule: 'SEAL-06' } });
      expect(story.tasks()).toEqual(['seal:wu']);
      expect(story.matter.tasks[0]).toMatchObject({ kind: 'do' });
      await story.does('wu', 'done', { entry: { supplied: '已收回印章' } });
      expect(story.tasks()).toEqual(['seal:system']);
      expect(story.ran.at(-1)).toMatchObject({ ask: { round: 1, sequence: 2 }, entry: { supplied: '已收回印章' } });
      await story.arrives('SealUsed', { correlation: { step: 'seal', round: 1, sequence: 2 } });
      expect(story.tasks()).toEqual(['file:wu']);
    },
  },
  {
    title: '[OP-230] nothing is returned over an open await',
    async run(driver) {
      const fork = {
        together: [
          { title: title('甲'), then: [clerkDoes('left')] },
          { title: title('乙'), then: [seal()] },
        ],
      };
      const story = await (await Story.given(driver, { steps: [by('first', 'director'), fork] })).open('he');
      await story.does('zheng', 'agree');
      expect(await story.refused('wu', 'return', { ...why, target: 'drafter' })).toMatchObject({ code: 'awaiting', kind: 'stale' });
    },
  },
];

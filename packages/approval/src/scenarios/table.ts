import type { Scenario } from '../testing/driver';
import { Story } from '../testing/story';
import { clerkDoes, headOf, leader, seal, usual, why } from './samples';

type Driver = Parameters<Scenario['run']>[0];
type Acts = readonly (readonly [string, string])[];

const states: Record<string, { submit: boolean; acts: Acts }> = {
  draft: { submit: false, acts: [] },
  running: { submit: true, acts: [] },
  revising: { submit: true, acts: [['zhou', 'return']] },
  approved: {
    submit: true,
    acts: [
      ['zhou', 'agree'],
      ['qian', 'agree'],
    ],
  },
  completed: {
    submit: true,
    acts: [
      ['zhou', 'agree'],
      ['qian', 'agree'],
      ['wu', 'done'],
      ['wu', 'done'],
    ],
  },
  refused: { submit: true, acts: [['zhou', 'disagree']] },
  withdrawn: {
    submit: true,
    acts: [
      ['he', 'withdraw'],
      ['he', 'discard'],
    ],
  },
};

async function inState(driver: Driver, state: string): Promise<Story> {
  const { submit, acts } = states[state]!;
  const story = await (await Story.given(driver, usual)).open('han', { submit, applicant: 'he' });
  for (const [who, operation] of acts) await story.does(who, operation, why);
  expect(story.matter.state).toBe(state);
  return story;
}

/** Who may do it in which state, of: applicant, enterer, holders, clerk, administrator, outsiders. */
async function table(driver: Driver, operation: string, expected: Record<string, string[]>): Promise<void> {
  for (const state of Object.keys(states)) {
    const story = await inState(driver, state);
    const may: string[] = [];
    for (const who of ['he', 'han', 'zhou', 'qian', 'wu', 'wei', 'zheng', 'zhu', 'you'])
      if ((await story.may(who)).includes(operation)) may.push(who);
    expect({ state, may }).toEqual({ state, may: expected[state] ?? [] });
  }
}

export const tables: Scenario[] = [
  {
    title: '[OP-050] submit: applicant and enterer of a draft; resubmit: the applicant of one sent back',
    run: async (driver) => {
      await table(driver, 'submit', { draft: ['he', 'han'] });
      await table(driver, 'resubmit', { revising: ['he'] });
    },
  },
  {
    title: '[OP-051] agree: the holder of a running decision; done: the holder of a do step',
    run: async (driver) => {
      await table(driver, 'agree', { running: ['zhou'] });
      await table(driver, 'done', { approved: ['wu'] });
    },
  },
  { title: '[OP-052] disagree: the holder of a running decision', run: (driver) => table(driver, 'disagree', { running: ['zhou'] }) },
  {
    title: '[OP-053] return to the drafter: the holder; once approved, of a do step before an irreversible effect',
    run: (driver) => table(driver, 'return', { running: ['zhou'], approved: ['wu'] }),
  },
  {
    title: '[OP-054] return to an earlier step: a holder; of an approved matter only of a later decision',
    async run(driver) {
      const story = await inState(driver, 'running');
      await story.does('zhou', 'agree');
      const targets = async (who: string) =>
        (await story.stage.allowed(story.matter.id, story.taskOf(who)!.holder)).find((one) => one.operation === 'return')!.targets;
      expect(await targets('qian')).toEqual(['drafter', 'department']);
      await story.does('qian', 'agree');
      expect(await targets('wu')).toEqual(['drafter']);
    },
  },
  {
    title: '[OP-055] withdraw: the applicant, of a running matter and of one sent back',
    run: (driver) => table(driver, 'withdraw', { running: ['he'], revising: ['he'] }),
  },
  {
    title: '[OP-056] transfer: holder and administrator',
    run: (driver) => table(driver, 'transfer', { running: ['zhou', 'wei'], revising: ['wei'], approved: ['wu', 'wei'] }),
  },
  {
    title: '[OP-060] urge: applicant, enterer, clerk, administrator; of one sent back also who returned it',
    async run(driver) {
      await table(driver, 'urge', { running: ['he', 'han', 'wu', 'wei'], revising: ['zhou', 'wu', 'wei'], approved: ['he', 'wu', 'wei'] });
      const story = await inState(driver, 'running');
      await story.does('zhou', 'agree');
      expect(await story.may('zhou')).toEqual(['urge']);
    },
  },
  {
    title: '[OP-067] readers, officers of other companies, people without a seat: no operation at all',
    async run(driver) {
      for (const state of Object.keys(states)) {
        const story = await inState(driver, state);
        for (const who of ['zheng', 'zhu', 'yang', 'you', 'sun']) expect({ state, who, may: await story.may(who) }).toEqual({ state, who, may: [] });
      }
      const story = await inState(driver, 'running');
      for (const operation of ['agree', 'return', 'withdraw', 'transfer', 'urge'])
        expect(
          await story.refused('zheng', operation, { ...why, task: operation === 'withdraw' ? undefined : story.matter.tasks[0]!.id }),
        ).toMatchObject({ code: 'not-yours', kind: 'forbidden' });
    },
  },
  {
    title: '[OP-068] arrive: the system alone; set aside where the matter does not wait',
    async run(driver) {
      const world = { ...usual, steps: [headOf(), leader(), clerkDoes('number'), seal(), clerkDoes('file')] };
      const given = async (acts: Acts) => {
        const story = await (await Story.given(driver, world)).open('he');
        for (const [who, operation] of acts) await story.does(who, operation, why);
        await story.arrives('SealUsed');
        return {
          state: story.matter.state,
          aside: (await story.stage.setAside(story.matter.id)).map((one) => one.reason),
          marks: (await story.line()).marks,
        };
      };
      expect(await given([['zhou', 'return']])).toMatchObject({ state: 'revising', aside: ['state'] });
      expect(await given([['zhou', 'disagree']])).toMatchObject({ state: 'refused', aside: ['ended'] });
      expect(
        await given([
          ['he', 'withdraw'],
          ['he', 'discard'],
        ]),
      ).toMatchObject({ state: 'withdrawn', aside: ['ended'] });
      expect(
        await given([
          ['zhou', 'agree'],
          ['qian', 'agree'],
          ['wu', 'done'],
        ]),
      ).toMatchObject({ state: 'approved', aside: [] });
      const story = await (await Story.given(driver, world)).open('he');
      expect(await story.refused('wu', 'arrive')).toMatchObject({ code: 'not-yours' });
      expect(await story.refused('wei', 'fire')).toMatchObject({ code: 'not-yours' });
    },
  },
  {
    title: '[OP-069] redo: the holder of a do step whose process lists a target',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [clerkDoes('print'), clerkDoes('proof', { redo: ['print'] })] })).open('he');
      expect(await story.may('wu')).not.toContain('redo');
      expect(await story.refused('wu', 'redo', { ...why, target: 'print' })).toMatchObject({ code: 'not-allowed-now' });
      await story.does('wu', 'done');
      expect(await story.may('wu')).toEqual(['done', 'return', 'redo', 'transfer', 'urge']);
    },
  },
];

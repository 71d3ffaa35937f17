import { randomUUID } from 'node:crypto';
import { person, Refusal } from '@chancery/domain';
import fc from 'fast-check';
import type { Answer } from '../src/engine';
import type { Command, Matter } from '../src/matter';
import type { StoredEngine } from '../src/run/engine';
import { headOf, leader, panel } from '../src/scenarios/samples';
import { id } from '../src/testing/group';
import { replay } from '../src/walk';
import { north, Office, requestKind } from './office';

jest.setTimeout(60_000);

const kinds = [
  requestKind(),
  requestKind({ kind: 'countersigned', steps: [headOf(), panel(), leader()] }),
  requestKind({ kind: 'any', steps: [panel('any', { mode: 'any' }), leader()] }),
];
let office: Office;
let engines: StoredEngine[];
beforeAll(async () => {
  office = await Office.open({ kinds });
  engines = [office.engine, await office.replica()];
});
afterAll(() => office.close());

type Result = Answer | Refusal;
/** Sends commands at the same moment, each by another replica; answers what each of them heard. */
const atOnce = (matter: Matter, commands: Command[]): Promise<Result[]> =>
  Promise.all(commands.map((command, at) => engines[at % 2]!.command(north, matter.id, command).catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  })));
const refused = (results: Result[]): Refusal[] => results.filter((one) => one instanceof Refusal);
const read = async (matter: Matter): Promise<Matter> => (await office.engine.get({ company: north, actor: { type: 'system', because: 'job' }, matter: matter.id })).matter;
const linesOf = async (matter: Matter) => (await office.engine.way({ company: north, actor: { type: 'system', because: 'job' }, matter: matter.id })).lines;
const by = (matter: Matter, who: string, operation: string, more: Partial<Command> = {}): Command => {
  const task = matter.tasks.find((one) => one.holder === id(who));
  return { operation, actor: person(id(who)), key: randomUUID(), textVersion: matter.textVersion, opinion: '意见', ...(task ? { task: task.id } : {}), ...more };
};

test('[OP-302][OP-535] the applicant withdraws while the holder agrees: one of them is done, the other hears that it is too late', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 30; round += 1) {
    const matter = await office.submitted();
    const commands = [by(matter, 'zhou', 'agree'), by(matter, 'he', 'withdraw')];
    const results = await atOnce(matter, round % 2 ? commands : commands.reverse());
    const [loser, ...more] = refused(results);
    expect(more).toEqual([]);
    const after = await read(matter);
    expect(loser!.code).toBe(after.state === 'draft' ? 'too-late' : 'already-acted');
    expect((await linesOf(matter)).map((one) => one.operation)).toEqual(['submit', after.state === 'draft' ? 'withdraw' : 'agree']);
    outcomes.add(after.state);
  }
  expect([...outcomes].sort()).toEqual(['draft', 'running']);
});

test('[OP-409][OP-444] the last two signers agree at once: the step passes once, the next opens once; in `any` the second hears too late', async () => {
  for (let round = 0; round < 15; round += 1) {
    let matter = await office.does(await office.submitted('he', { title: '会签' }, { kind: 'countersigned' }));
    matter = (await engines[0]!.command(north, matter.id, by(matter, 'a', 'agree'))).matter;
    expect(refused(await atOnce(matter, [by(matter, 'b', 'agree'), by(matter, 'c', 'agree')]))).toEqual([]);
    const after = await read(matter);
    expect(after.tasks.map((one) => one.step)).toEqual(['approve']);
    expect((await linesOf(matter)).flatMap((one) => one.opened).filter((one) => one.step === 'approve')).toHaveLength(1);

    const any = await office.submitted('he', { title: '或签' }, { kind: 'any' });
    const late = refused(await atOnce(any, ['a', 'b', 'c'].map((who) => by(any, who, 'agree'))));
    expect(late.map((one) => one.code)).toEqual(['too-late', 'too-late']);
    expect((await read(any)).tasks.map((one) => one.step)).toEqual(['approve']);
  }
});

test('[APR-12][OP-004][OP-348] two decide one task at once: one wins, the other is told who was first, when, and where the matter stands', async () => {
  const offered = requestKind({ kind: 'offered', steps: [panel('offered', { each: false }), leader()] });
  const shared = await Office.open({ kinds: [offered] });
  try {
    const replica = await shared.replica();
    for (let round = 0; round < 15; round += 1) {
      const matter = await shared.submitted('he', { title: '抢办' }, { kind: 'offered' });
      const [one, other] = [by(matter, 'a', 'agree'), by(matter, 'b', 'disagree', { opinion: '不妥' })];
      const results = await Promise.all([shared.engine.command(north, matter.id, one).catch((e: Refusal) => e), replica.command(north, matter.id, other).catch((e: Refusal) => e)]);
      const loser = results.find((result): result is Refusal => result instanceof Refusal)!;
      expect(results.filter((result) => result instanceof Refusal)).toHaveLength(1);
      const first = results[0] instanceof Refusal ? 'b' : 'a';
      expect(loser).toMatchObject({ kind: 'stale', code: 'too-late', details: { more: { who: id(first), operation: first === 'a' ? 'agree' : 'disagree', opinion: first === 'a' ? '不妥' : '意见' } } });
      expect(Number.isNaN(Date.parse(String(loser.details.more!['at'])))).toBe(false);
    }
  } finally {
    await shared.close();
  }
});

test('[OP-215][OP-225] one signer returns while another agrees: the matter is what one order of the two makes it', async () => {
  for (let round = 0; round < 15; round += 1) {
    const matter = await office.does(await office.submitted('he', { title: '会签' }, { kind: 'countersigned' }));
    const results = await atOnce(matter, [by(matter, 'a', 'return', { target: 'drafter' }), by(matter, 'b', 'agree')]);
    expect((await read(matter)).state).toBe('revising');
    for (const loser of refused(results)) expect(loser.code).toBe('too-late');
  }
});

/** State without ids and times: what two orders of the same commands must have in common. */
const shape = (matter: Matter): unknown => ({
  state: matter.state, version: matter.version, text: matter.textVersion, tasks: matter.tasks.map((one) => `${one.step} ${one.holder} ${one.kind} ${one.state} ${one.round}`).sort(),
});

test('[OP-906] two replicas, the same commands with the same keys in any interleaving: the state of one serial order, each key once', async () => {
  const who = ['zhou', 'a', 'b', 'c', 'qian', 'he'];
  const operations = ['agree', 'agree', 'agree', 'disagree', 'return', 'transfer', 'withdraw', 'urge'];
  const chosen = fc.array(fc.tuple(fc.constantFrom(...who), fc.constantFrom(...operations)), { minLength: 2, maxLength: 6 });
  let lost = 0;
  await fc.assert(
    fc.asyncProperty(chosen, async (picked) => {
      const matter = await office.does(await office.submitted('he', { title: '交错' }, { kind: 'countersigned' }));
      const commands = picked.map(([one, operation]) => by(matter, one, operation, { ...(operation === 'return' ? { target: 'drafter' } : {}), ...(operation === 'transfer' ? { person: id('wu') } : {}) }));
      // Both replicas get every command, as a client does that repeats what was not answered.
      const results = await atOnce(matter, commands.flatMap((one) => [one, one]));
      lost += refused(results).length;

      const after = await read(matter);
      const lines = await linesOf(matter);
      const keys = lines.map((one) => one.key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(lines.map((one) => one.no)).toEqual(lines.map((_, at) => at + 1));
      const rebuilt = replay({ id: matter.id, company: north }, lines);
      expect({ state: rebuilt.state, walk: rebuilt.walk, version: rebuilt.version }).toEqual({ state: after.state, walk: after.walk, version: after.version });

      // The way says in which order they were taken: the same order one after another gives the same.
      const twin = await office.does(await office.submitted('he', { title: '交错' }, { kind: 'countersigned' }));
      const order = lines.slice(2).map((line) => commands.find((one) => one.key === line.key)!);
      let serial = twin;
      for (const command of order) {
        const task = command.task && twin.tasks[matter.tasks.findIndex((one) => one.id === command.task)];
        serial = (await office.engine.command(north, twin.id, { ...command, key: randomUUID(), ...(task ? { task: task.id } : {}) })).matter;
      }
      expect(shape(serial)).toEqual(shape(after));
    }),
    { numRuns: 40 },
  );
  expect(lost).toBeGreaterThan(20);
});

test('[OP-016][OP-001] many commands on many matters over two replicas: every matter ends, nothing is lost, nothing waits for ever', async () => {
  const matters = await Promise.all(Array.from({ length: 24 }, () => office.submitted()));
  const ended = await Promise.all(
    matters.map(async (opened, at) => {
      let matter = opened;
      while (matter.tasks.length) matter = (await engines[at % 2]!.command(north, matter.id, office.commandOf(matter))).matter;
      return matter;
    }),
  );
  expect(new Set(ended.map((one) => one.state))).toEqual(new Set(['completed']));
  expect(new Set(ended.map((one) => one.serial)).size).toBe(matters.length);
});

import { person, system } from '@chancery/domain';
import type { Fields, Matter } from '../src/matter';
import { cancelTimer, createEngine, fireDue, setTimer, type StoredEngine } from '../src/index';
import { group, id } from '../src/testing/group';
import { north, Office, requestKind } from './office';

let office: Office;
let replica: StoredEngine;
beforeAll(async () => {
  office = await Office.open();
  replica = await office.replica();
});
afterAll(() => office.close());
beforeEach(() => office.db.shift('0'));

const linesOf = async (matter: Matter) => (await office.engine.way({ company: north, actor: system('job'), matter: matter.id })).lines;
const fires = async (matter: Matter): Promise<number> => (await linesOf(matter)).filter((one) => one.operation === 'fire').length;
/** Both replicas look at the clock at the same moment, some days later. */
async function tick(offset: string): Promise<number> {
  office.db.shift(offset);
  const clocks = [office.db.as('clock'), office.db.as('clock')];
  const results = await Promise.all([fireDue(office.engine, clocks[0]!, offset), fireDue(replica, clocks[1]!, offset)]);
  expect(results.flatMap((one) => one.failed)).toEqual([]);
  return results.reduce((sum, one) => sum + one.fired, 0);
}

test('[OP-016][OP-504][APR-24] two replicas, one clock each: each alarm is fired once, as a command; late when all were down', async () => {
  const matters = await Promise.all(Array.from({ length: 8 }, () => office.submitted()));
  expect(await tick('0')).toBe(0);
  expect(await tick('10 days')).toBe(8);
  for (const matter of matters) expect(await fires(matter)).toBe(1);
  // The next alarm is a working day later: nothing more is due now.
  expect(await tick('10 days')).toBe(0);
  const [first] = matters;
  const line = (await linesOf(first!)).at(-1)!;
  expect(line).toMatchObject({ operation: 'fire', actor: 'system', from: 'running', to: 'running' });
  const { holder, state } = (await office.engine.get({ company: north, actor: system('job'), matter: first!.id })).matter.tasks[0]!;
  expect({ holder, state }).toEqual({ holder: id('zhou'), state: 'open' });
});

test('[OP-016] a task that is closed takes its timer with it', async () => {
  const matter = await office.submitted();
  let done = matter;
  while (done.tasks.length) done = await office.does(done);
  await tick('40 days');
  expect(await fires(matter)).toBe(0);
});

test('[OP-016] what a replica has claimed and not fired comes again when the claim is over, and is fired once', async () => {
  const matter = await office.submitted();
  office.db.shift('60 days');
  const admin = office.db.superuser();
  await admin.query("UPDATE approval.open_task SET claimed_until = now() + interval '1 minute' WHERE matter_id = $1", [matter.id]);
  await tick('60 days');
  expect(await fires(matter)).toBe(0);
  await admin.query("UPDATE approval.open_task SET claimed_until = now() - interval '1 second' WHERE matter_id = $1", [matter.id]);
  await tick('60 days');
  await tick('60 days');
  expect(await fires(matter)).toBe(1);
});

test('[OP-017][APR-24] lines, due times and timers follow the database\'s transaction time and its offset, not the server\'s clock', async () => {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2001-01-01T00:00:00Z'));
  try {
    office.db.shift('400 days');
    const matter = await office.submitted();
    const { rows } = await office.db.superuser().query<{ off: number }>("SELECT extract(epoch FROM ($1::timestamptz - now() - interval '400 days')) AS off", [matter.createdAt]);
    expect(Math.abs(Number(rows[0]!.off))).toBeLessThan(10);
    const [line] = await linesOf(matter);
    expect(line!.at).toBe(matter.createdAt.toISOString());
    const [task] = matter.tasks;
    expect(task!.openedAt).toEqual(matter.createdAt);
    expect(task!.dueAt!.getTime()).toBeGreaterThan(matter.createdAt.getTime());
    const before = await fires(matter);
    await tick('400 days');
    expect(await fires(matter)).toBe(before);
    await tick('415 days');
    expect(await fires(matter)).toBe(before + 1);
  } finally {
    clock.mockRestore();
  }
});

test('[OP-016] a timer of its own is fired once over two replicas, in the transaction that takes it away; cancelled ones never', async () => {
  const started: { key: string; value: Fields }[] = [];
  let fails = true;
  const timers = {
    cadence: async ({ key, value, tx }: { key: string; value: Fields; tx: { sql(name: string, text: string, values: unknown[]): Promise<unknown> } }) => {
      await tx.sql('note', 'INSERT INTO approval.sight (company_id, matter_id, person, because) VALUES ($1, $1, $1, $2)', [north, `timer ${key}`]);
      if (key === 'b' && fails) throw new Error('not now');
      started.push({ key, value });
    },
  };
  const directory = { current: () => group(), reload: async () => group() };
  const open = (inCompany = office.db.inCompany): Promise<StoredEngine> => createEngine({ service: 'approval', kinds: [requestKind() as never], inCompany, directory, prisma: false, timers });
  const engines = [await open(), await open(office.db.replica().inCompany)];
  const inNorth = <T>(work: Parameters<typeof office.db.inCompany<T>>[1]): Promise<T> => office.db.inCompany({ company: north, actor: person(id('wei')) }, work);
  const dueAt = new Date(Date.now() - 1000);
  await inNorth(async (tx) => {
    await setTimer(tx, { type: 'cadence', key: 'a', dueAt, value: { of: 'week' } });
    await setTimer(tx, { type: 'cadence', key: 'gone', dueAt });
    await setTimer(tx, { type: 'cadence', key: 'later', dueAt: new Date(Date.now() + 86_400_000) });
  });
  await inNorth((tx) => cancelTimer(tx, { type: 'cadence', key: 'gone' }));
  await Promise.all(engines.map((engine) => fireDue(engine, office.db.as('clock'))));
  expect(started).toEqual([{ key: 'a', value: { of: 'week' } }]);

  // What fails leaves its timer, and nothing else, behind.
  await inNorth((tx) => tx.sql('empty', 'SELECT 1', []));
  await inNorth((tx) => setTimer(tx, { type: 'cadence', key: 'b', dueAt }));
  const { failed } = await fireDue(engines[0]!, office.db.as('clock'));
  expect(failed).toHaveLength(1);
  fails = false;
  await office.db.superuser().query("UPDATE approval.timer SET claimed_until = NULL; DELETE FROM approval.sight WHERE because LIKE 'timer%'");
  await Promise.all(engines.map((engine) => fireDue(engine, office.db.as('clock'))));
  expect(started.map((one) => one.key)).toEqual(['a', 'b']);
});

import { randomUUID } from 'node:crypto';
import { Directory, person, Refusal, system } from '@chancery/domain';
import { busSources, forgetOld, listParked, logBus, startConsumer, startRelay, type Bus, type Consumer, type Heard, type Listener, type Log } from '@chancery/service';
import { testDatabase, type TestDatabase } from '@chancery/testing';

const TYPE = 'chancery.test.v1.Happened';
const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const company = randomUUID();

let db: TestDatabase;
let busDb: TestDatabase;
let bus: Bus;
beforeAll(async () => {
  [db, busDb] = [await testDatabase({ name: 'kit' }), await testDatabase({ name: 'bus', sources: busSources })];
  bus = logBus({ app: busDb.connection('app'), log: quiet });
}, 90_000);
afterAll(async () => {
  await bus.close();
  await Promise.all([db.close(), busDb.close()]);
});

let topic: string;
let name: string;
const running: { stop(): Promise<void> }[] = [];
beforeEach(async () => {
  topic = `chancery.test.${randomUUID()}`;
  name = `consumer ${randomUUID()}`;
  await bus.createTopics([{ name: topic }]);
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const until = async (held: () => boolean | Promise<boolean>, within = 15_000): Promise<void> => {
  for (const end = Date.now() + within; !(await held()); await new Promise((resolve) => setTimeout(resolve, 20))) if (Date.now() > end) throw new Error('it did not come');
};

/** States an event as an effect does: in the transaction of the company, into the outbox. */
const state = (key: string, value: object, more?: () => Promise<void>): Promise<void> =>
  db.inCompany({ company, actor: person('p') }, async (tx) => {
    await tx.sql('t.state', 'INSERT INTO kit.outbox (company_id, topic, key, type, traceparent, payload) VALUES ($1, $2, $3, $4, $5, $6)', [company, topic, key, TYPE, TRACE, JSON.stringify({ company, ...value })]);
    await more?.();
  });
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** The effect: one line for each time that it is done. */
const line = (effect: string) => async ({ event, tx }: Heard<{ n: number }>): Promise<void> =>
  void (await tx.sql('t.line', 'INSERT INTO kit.job (company_id, type, value) VALUES ($1, $2, $3)', [tx.company, effect, JSON.stringify({ key: event.key, n: event.value.n })]));
const lines = async (effect: string): Promise<{ key: string; n: number }[]> =>
  (await db.superuser().query<{ value: { key: string; n: number } }>('SELECT value FROM kit.job WHERE type = $1 ORDER BY id', [effect])).rows.map((row) => row.value);

const relay = (from = db): void => void running.push(startRelay({ connection: from.connection('relay'), bus, service: 'kit', log: quiet, every: 20, onCommit: from.onCommit }));
const consume = async (hear: (heard: Heard<{ n: number }>) => Promise<void>, at = db): Promise<Consumer> => {
  const listener: Listener<{ company: string; n: number }> = { company: (value) => value.company, hear };
  const consumer = await startConsumer({ name, bus, topics: [topic], listens: { [TYPE]: listener as Listener<never> }, database: at, aside: at.as('consumer'), directory: () => Directory.of(0, [], [], []), log: quiet, pauses: [5] });
  running.push(consumer);
  return consumer;
};

test('[APR-11] an event is told exactly when its transaction is committed', async () => {
  relay();
  await consume(line(name));
  await expect(state('one', { n: 1 }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await state('one', { n: 2 });
  await until(async () => (await lines(name)).length > 0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await lines(name)).toEqual([{ key: 'one', n: 2 }]);
  expect((await db.superuser().query('SELECT FROM kit.outbox')).rowCount).toBe(0);
});

test('[FIN-03] the event brings id, source, place and trace; it arrives in the company that it names, as the system', async () => {
  const got: { event: Heard['event']; company: string; actor: unknown }[] = [];
  relay();
  await consume(async ({ event, tx }) => {
    const [row] = await tx.sql<{ actor: string }>('t.actor', 'SELECT kit.actor_id() AS actor', []);
    got.push({ event, company: tx.company, actor: row?.actor });
  });
  await state('one', { n: 1 });
  await state('one', { n: 2 });
  await until(() => got.length === 2);
  expect(got[0]).toMatchObject({ company, actor: 'system', event: { type: TYPE, key: 'one', topic, source: 'kit', value: { company, n: 1 } } });
  expect(got[1]?.event.position).toBeGreaterThan(got[0]?.event.position ?? Infinity);
  const [row] = (await busDb.superuser().query<{ headers: Record<string, string> }>('SELECT headers FROM bus.log WHERE topic = $1', [topic])).rows;
  expect(row?.headers).toMatchObject({ ce_specversion: '1.0', ce_id: got[0]?.event.id, ce_type: TYPE, ce_source: 'kit', ce_company: company, traceparent: TRACE });
});

test('[FIN-03] told within a tenth of a second', async () => {
  const heard: number[] = [];
  relay();
  await consume(async () => void heard.push(performance.now()));
  await state('warm', { n: 0 });
  await until(() => heard.length === 1);
  const took: number[] = [];
  for (let n = 1; n <= 10; n++) {
    const told = performance.now();
    await state('one', { n });
    await until(() => heard.length === n + 1);
    took.push((heard.at(-1) ?? 0) - told);
  }
  expect(took.sort((a, b) => a - b)[5]).toBeLessThan(100);
});

test('[FIN-03] one effect however often it comes: duplicates and redelivery injected, two relays, two consumers', async () => {
  const twice: Bus = { ...bus, publish: async (records) => void (await bus.publish(records), Math.random() < 0.5 && (await bus.publish(records))) };
  const second = db.replica();
  for (const each of [db.onCommit, second.onCommit]) running.push(startRelay({ connection: db.connection('relay'), bus: twice, service: 'kit', log: quiet, every: 20, onCommit: each }));
  let shaken = 0;
  const shaky = (hear: ReturnType<typeof line>) => async (heard: Heard<{ n: number }>): Promise<void> => {
    await hear(heard);
    // The transaction is lost after the effect: it must be done again, and only then counts.
    if (++shaken % 7 === 0) throw new Refusal('busy', 'away', { zh: '', en: '' });
  };
  await consume(shaky(line(name)));
  await consume(shaky(line(name)));
  const keys = ['a', 'b', 'c', 'd'];
  await Promise.all(keys.map(async (key) => {
    for (let n = 0; n < 25; n++) await state(key, { n });
  }));
  await until(async () => (await lines(name)).length >= 100, 50_000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const done = await lines(name);
  for (const key of keys) expect(done.filter((each) => each.key === key).map((each) => each.n)).toEqual(Array.from({ length: 25 }, (_, n) => n));
  expect(await listParked(db.as('consumer'))).toEqual([]);
}, 60_000);

test('[FIN-03] a relay that is killed between publishing and deleting loses nothing and doubles no effect', async () => {
  let killed = false;
  const killing: Bus = {
    ...bus,
    publish: async (records) => {
      await bus.publish(records);
      if (killed) return;
      killed = true;
      await db.superuser().query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kit relay' AND datname = current_database()");
    },
  };
  await consume(line(name));
  running.push(startRelay({ connection: db.connection('relay'), bus: killing, service: 'kit', log: quiet, every: 20 }));
  for (let n = 0; n < 5; n++) await state('one', { n });
  await until(async () => (await lines(name)).length === 5 && (await db.superuser().query('SELECT FROM kit.outbox')).rowCount === 0);
  expect(killed).toBe(true);
  expect((await lines(name)).map((each) => each.n)).toEqual([0, 1, 2, 3, 4]);
  expect((await busDb.superuser().query('SELECT FROM bus.log WHERE topic = $1', [topic])).rowCount).toBeGreaterThan(5);
});

test('[FIN-03] what is committed while the bus is away waits in the outbox and is told later', async () => {
  let away = true;
  const absent: Bus = { ...bus, publish: (records) => (away ? Promise.reject(new Error('the bus is away')) : bus.publish(records)) };
  running.push(startRelay({ connection: db.connection('relay'), bus: absent, service: 'kit', log: quiet, every: 20 }));
  await consume(line(name));
  for (let n = 0; n < 3; n++) await state('one', { n });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await db.superuser().query('SELECT FROM kit.outbox')).rowCount).toBe(3);
  away = false;
  await until(async () => (await lines(name)).length === 3);
  expect((await lines(name)).map((each) => each.n)).toEqual([0, 1, 2]);
});

describe('[FIN-03] what cannot be processed', () => {
  let broken: boolean;
  const hear = () => {
    const write = line(name);
    return async (heard: Heard<{ n: number }>): Promise<void> => {
      if (broken && heard.event.key === 'sick' && heard.event.value.n === 2) throw new Error('column "x" does not exist');
      await write(heard);
    };
  };
  const at = () => ({ consumer: name, topic, key: 'sick' });
  let consumer: Consumer;
  beforeEach(async () => {
    broken = true;
    relay();
    consumer = await consume(hear());
    for (let n = 1; n <= 4; n++) for (const key of ['sick', 'well']) await state(key, { n });
    await until(async () => (await lines(name)).length === 5 && (await mine()).length === 3);
  });
  const mine = async () => (await listParked(db.as('consumer'))).filter((each) => each.consumer === name);
  const log = async () =>
    (await db.superuser().query<{ what: string }>("SELECT action || ' by ' || person AS what FROM kit.parked_log WHERE consumer = $1 ORDER BY id", [name])).rows.map((row) => row.what);
  const sick = async () => (await lines(name)).filter((each) => each.key === 'sick').map((each) => each.n);

  test('[FIN-03] is set aside with its reason, all later ones of its key behind it; other keys go on', async () => {
    expect(await sick()).toEqual([1]);
    expect((await lines(name)).filter((each) => each.key === 'well')).toHaveLength(4);
    expect((await mine()).map((each) => [each.key, each.behind, each.reason])).toEqual([
      ['sick', false, 'column "x" does not exist'],
      ['sick', true, 'an earlier event of the same key waits'],
      ['sick', true, 'an earlier event of the same key waits'],
    ]);
  });

  test('[FIN-03] is delivered again after the repair, unchanged and in order; what comes later goes straight on', async () => {
    expect(await consumer.redeliver(at(), 'operator')).toBe(0);
    expect(await sick()).toEqual([1]);
    broken = false;
    expect(await consumer.redeliver(at(), 'operator')).toBe(3);
    await state('sick', { n: 5 });
    await until(async () => (await sick()).length === 5);
    expect(await sick()).toEqual([1, 2, 3, 4, 5]);
    expect(await mine()).toEqual([]);
    expect((await log()).slice(3)).toEqual(['redelivered by operator', 'redelivered by operator', 'redelivered by operator']);
    await expect(consumer.redeliver(at(), 'operator')).rejects.toMatchObject({ kind: 'missing' });
  });

  test('[FIN-03] keeps its order while it is delivered again and more of its key arrive', async () => {
    broken = false;
    const more = (async () => {
      for (let n = 5; n <= 20; n++) await state('sick', { n });
    })();
    await consumer.redeliver(at(), 'operator');
    await more;
    await until(async () => {
      if ((await mine()).length) await consumer.redeliver(at(), 'operator').catch(() => undefined);
      return (await sick()).length === 20;
    });
    expect(await sick()).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  test('[FIN-03] is passed by only with a reason, by two persons, and is in the log', async () => {
    await expect(consumer.skip(at(), 'operator', ' ')).rejects.toMatchObject({ kind: 'invalid' });
    expect(await consumer.skip(at(), 'operator', 'the sender took it back')).toBe('asked');
    await expect(consumer.skip(at(), 'operator', 'agreed')).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await sick()).toEqual([1]);
    expect(await consumer.skip(at(), 'second', 'agreed')).toBe('skipped');
    expect(await consumer.redeliver(at(), 'operator')).toBe(2);
    expect(await sick()).toEqual([1, 3, 4]);
    expect((await log()).slice(3)).toEqual(['skip-asked by operator', 'skipped by second', 'redelivered by operator', 'redelivered by operator']);
    const alone = `INSERT INTO kit.parked_log (consumer, event_id, topic, key, action, person, asked_by, reason) VALUES ('c', 'e', 't', 'k', 'skipped', 'one', 'one', 'r')`;
    await expect(db.as('consumer').query(alone)).rejects.toThrow(/skip_by_two/);
    await expect(db.as('consumer').query('DELETE FROM kit.parked_log')).rejects.toThrow(/permission denied/);
  });
});

test('[FIN-03] an event that is no event is set aside, and does not stop what follows', async () => {
  await consume(line(name));
  const headers = { ce_id: randomUUID(), ce_type: TYPE };
  await bus.publish([
    { topic, key: 'torn', headers, value: '{"company":' },
    { topic, key: 'nameless', headers: { ce_type: TYPE }, value: JSON.stringify({ company, n: 1 }) },
    { topic, key: 'stray', headers: { ...headers, ce_id: randomUUID() }, value: JSON.stringify({ company: 'nowhere', n: 1 }) },
    { topic, key: 'other', headers: { ...headers, ce_id: randomUUID(), ce_type: 'chancery.test.v1.Unheard' }, value: '{}' },
    { topic, key: 'whole', headers: { ...headers, ce_id: randomUUID() }, value: JSON.stringify({ company, n: 9 }) },
  ]);
  await until(async () => (await lines(name)).length === 1 && (await listParked(db.as('consumer'))).filter((each) => each.consumer === name).length === 3);
  expect(await lines(name)).toEqual([{ key: 'whole', n: 9 }]);
});

test('[FIN-03] while something that an effect needs is away, its events wait on the bus; nothing is set aside', async () => {
  let away = true;
  const write = line(name);
  relay();
  await consume(async (heard) => {
    if (away) throw new Refusal('busy', 'away', { zh: '', en: '' });
    await write(heard);
  });
  for (let n = 1; n <= 3; n++) await state('one', { n });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await lines(name)).toEqual([]);
  away = false;
  await until(async () => (await lines(name)).length === 3);
  expect((await lines(name)).map((each) => each.n)).toEqual([1, 2, 3]);
  expect((await listParked(db.as('consumer'))).filter((each) => each.consumer === name)).toEqual([]);
});

test('[FIN-03] machinery without a company states events too, and the company of another may not be named', async () => {
  const text = 'INSERT INTO kit.outbox (company_id, topic, key, type, payload) VALUES ($1, $2, $3, $4, $5)';
  await db.inCompany({ company: '', actor: system('event') }, (tx) => tx.sql('t.out', text, [null, topic, 'k', TYPE, '{}']));
  await expect(db.inCompany({ company, actor: system('event') }, (tx) => tx.sql('t.out', text, [randomUUID(), topic, 'k', TYPE, '{}']))).rejects.toThrow(/row-level security/);
  relay();
  await until(async () => (await busDb.superuser().query('SELECT FROM bus.log WHERE topic = $1', [topic])).rowCount === 1);
});

test('[FIN-03] the inbox forgets only what the bus cannot bring again', async () => {
  await db.superuser().query("INSERT INTO kit.inbox (consumer, event_id, at) VALUES ('c', 'old', now() - interval '31 days'), ('c', 'young', now() - interval '29 days')");
  expect(await forgetOld(db.as('consumer'))).toBe(1);
  expect((await db.superuser().query("SELECT event_id FROM kit.inbox WHERE consumer = 'c'")).rows).toEqual([{ event_id: 'young' }]);
});

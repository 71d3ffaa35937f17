import { randomUUID } from 'node:crypto';
import { busSources, logBus, trimLog, type Log } from '@chancery/service';
import { testDatabase, type TestDatabase } from '@chancery/testing';
import { busConformance } from './bus-conformance';

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let db: TestDatabase;
const bus = (): ReturnType<typeof logBus> => logBus({ app: db.connection('app'), log: quiet });
const opened: ReturnType<typeof logBus>[] = [];

beforeAll(async () => {
  db = await testDatabase({ name: 'bus', sources: busSources });
}, 90_000);
afterAll(async () => {
  for (const one of opened) await one.close();
  await db.close();
});

busConformance('log table', async () => {
  const one = bus();
  opened.push(one);
  const superuser = db.superuser();
  return {
    bus: one,
    another: bus,
    breakSessions: async () => void (await superuser.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'bus %' AND application_name <> 'bus publish'")),
  };
});

const aged = (topic: string, key: string, value: string | null, age: string): Promise<unknown> =>
  db.superuser().query(`INSERT INTO bus.log (topic, partition, position, key, headers, value, at) SELECT $1, 0, coalesce(max(position), 0) + 1, $2, '{}', $3, now() - $4::interval FROM bus.log WHERE topic = $1`, [topic, key, value, age]);
const left = async (topic: string): Promise<string[]> => (await db.superuser().query<{ what: string }>("SELECT key || '=' || coalesce(value, 'nothing') AS what FROM bus.log WHERE topic = $1 ORDER BY position", [topic])).rows.map((row) => row.what);

test('[SEC-05] events are kept at most 14 days', async () => {
  const one = bus();
  opened.push(one);
  const topic = `chancery.old.${randomUUID()}`;
  await one.createTopics([{ name: topic, partitions: 1 }]);
  await aged(topic, 'old', '1', '13 days 23 hours');
  await aged(topic, 'older', '2', '30 days');
  await aged(topic, 'young', '3', '13 days 20 hours');
  expect(await trimLog(db.as('worker'))).toBe(2);
  expect(await left(topic)).toEqual(['young=3']);
});

test('[SEC-05] of a compacted topic the newest entry of each key stays, whatever its age; a tombstone erases', async () => {
  const one = bus();
  opened.push(one);
  const topic = `chancery.directory.${randomUUID()}`;
  await one.createTopics([{ name: topic, partitions: 1, compacted: true }]);
  await aged(topic, 'person/1', 'old name', '40 days');
  await aged(topic, 'person/2', 'stays', '40 days');
  await aged(topic, 'person/1', 'new name', '30 days');
  await aged(topic, 'person/3', 'a name', '20 days');
  await aged(topic, 'person/3', null, '2 days');
  await trimLog(db.as('worker'));
  expect(await left(topic)).toEqual(['person/2=stays', 'person/1=new name']);
});

test('[SEC-05] only the worker removes; the app may not', async () => {
  await expect(db.as('app').query('DELETE FROM bus.log')).rejects.toThrow(/permission denied/);
  await expect(db.as('worker').query("SELECT bus.append('{}', '{}', '{}', '{}')")).rejects.toThrow(/permission denied/);
});

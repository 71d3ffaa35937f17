import { demoCompany, demoOrganisation, demoPerson } from '@chancery/embedded';
import { testDatabase, type TestDatabase } from '@chancery/testing';
import { applyDirectoryChanged, directorySnapshot, keepDirectory, type DirectorySnapshot } from '../src/directory';
import type { Delivered, Subscription } from '../src/events';

let db: TestDatabase;
let snapshot: DirectorySnapshot;
let revision = 0;
let writer: ReturnType<TestDatabase['as']>;

const { companies, departments, people } = demoOrganisation();
const apply = (entry: object, at = (revision += 1)): Promise<void> => applyDirectoryChanged(writer, { revision: String(at), ...entry });
const zhoumin = () => people.find((one) => one.username === 'zhoumin');

beforeAll(async () => {
  db = await testDatabase({ name: 'docs' });
  writer = db.as('directory');
  snapshot = directorySnapshot(db.pool, { every: 60_000 });
});
afterAll(async () => {
  snapshot.stop();
  await db.close();
});

test('[ORG-06] the copy in memory is what the events say, and waits for the first of them', async () => {
  const first = snapshot.waitForFirst();
  for (const company of companies) await apply({ company });
  for (const department of departments) await apply({ department });
  for (const person of people) await apply({ person });
  const directory = await first;
  expect([directory.companies.size, directory.departments.size, directory.people.size]).toEqual([
    companies.length,
    departments.length,
    people.length,
  ]);
  expect(directory.people.get(demoPerson('zhoumin'))).toEqual(zhoumin());
  expect(directory.holders('clerk', { company: demoCompany('construction') }).map((one) => one.name)).toEqual(['吴晓彤']);
});

test('[ORG-06] a person who is disabled loses every post at the next look; who holds the older copy keeps it whole', async () => {
  const before = snapshot.current();
  await apply({ person: { ...zhoumin(), enabled: false } });
  const after = await snapshot.reload();
  expect(after.revision).toBeGreaterThan(before.revision);
  expect([before, after].map((one) => one.belongs(demoPerson('zhoumin'), demoCompany('construction')))).toEqual([true, false]);
  expect(after.holders('director', { company: demoCompany('construction') })).toEqual([]);
});

test('[FIN-03] an event that comes twice or too late changes nothing, not even the revision', async () => {
  const { revision: at } = await snapshot.reload();
  await apply({ person: { ...zhoumin(), enabled: false } }, revision);
  await apply({ person: zhoumin() }, revision - 1);
  const directory = await snapshot.reload();
  expect([directory.revision, directory.people.get(demoPerson('zhoumin'))?.enabled]).toEqual([at, false]);
});

test('[SEC-05] an entry that is removed leaves no name behind', async () => {
  const id = demoPerson('luojia');
  await apply({ removed: `person/${id}` });
  expect((await snapshot.reload()).people.has(id)).toBe(false);
  const { rows } = await db.pool.query('SELECT body::text AS body FROM kit.directory WHERE kind = $1 AND id = $2', ['person', id]);
  expect(rows).toHaveLength(1);
  expect(rows[0].body).not.toMatch(/罗佳|luojia|Luo/);
  await expect(apply({ removed: 'tree/1' })).rejects.toThrow('names no entry');
});

test('[ORG-06] a reader that asks for a revision gets at least that one, also while another reads', async () => {
  const reading = snapshot.reload();
  await apply({ person: zhoumin() });
  const { rows } = await db.pool.query('SELECT revision FROM kit.directory_revision');
  await reading;
  expect((await snapshot.reload(Number(rows[0].revision))).people.get(demoPerson('zhoumin'))?.enabled).toBe(true);
});

test('two writers at once count each entry once', async () => {
  const before = await snapshot.reload();
  await Promise.all(people.slice(0, 20).map((person) => apply({ person: { ...person, nameEn: `${person.nameEn} II` } })));
  const after = await snapshot.reload();
  expect(after.revision - before.revision).toBe(20);
  for (const { id, nameEn } of people.slice(0, 20)) expect(after.people.get(id)?.nameEn).toBe(`${nameEn} II`);
});

test('[ORG-03] only the directory role writes the directory', async () => {
  await expect(db.pool.query("UPDATE kit.directory SET body = '{}'")).rejects.toMatchObject({ code: '42501' });
  await expect(db.pool.query("INSERT INTO kit.directory (kind, id, body, revision) VALUES ('person', 'x', '{}', 1)")).rejects.toMatchObject({
    code: '42501',
  });
  await expect(db.pool.query('DELETE FROM kit.directory')).rejects.toMatchObject({ code: '42501' });
  await expect(db.pool.query('UPDATE kit.directory_revision SET revision = 0')).rejects.toMatchObject({ code: '42501' });
});

test('[FIN-03] the copy is fed from the bus: a new database from the beginning, a known one where it was; what is unreadable is said', async () => {
  const fresh = await testDatabase({ name: 'docs' });
  const asked: Subscription[] = [];
  const errors: object[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (values: object) => void errors.push(values) };
  const bus = {
    subscribe: async (one: Subscription) => {
      asked.push(one);
      return { stop: async () => undefined };
    },
  };
  const pool = fresh.as('directory');
  const keep = () => keepDirectory({ service: 'docs', bus: bus as never, pool, log });
  const record = (value: object | null, id = 'e'): Delivered => ({
    topic: 'chancery.directory',
    key: 'k',
    headers: { ce_id: id },
    value: value && JSON.stringify(value),
    partition: 0,
    position: 1,
    at: new Date(),
  });
  await keep();
  const person = { ...zhoumin() };
  await asked[0]?.onBatch([
    record({ revision: '7', person }),
    record(null),
    record({ revision: '8', removed: 'nothing' }, 'bad'),
    record({ revision: '9', company: companies[0] }),
  ]);
  expect(errors).toMatchObject([{ event: 'bad' }]);
  const copy = directorySnapshot(fresh.pool, { every: 60_000 });
  const directory = await copy.reload();
  expect([directory.people.size, directory.companies.size, directory.revision]).toEqual([1, 1, 2]);
  copy.stop();
  await keep();
  expect(asked[0]?.group).toMatch(/^docs\.directory\.[0-9a-f-]{36}$/);
  expect(asked[1]?.group).toBe('docs.directory');
  await fresh.close();
});

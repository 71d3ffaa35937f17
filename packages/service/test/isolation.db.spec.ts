import { join } from 'node:path';
import { sourcesOf } from '@chancery/service';
import { declaredTables, inspectDatabase, probeIsolation, testDatabase, type TestDatabase } from '@chancery/testing';

const services = join(__dirname, '../../../services');
const tested = [
  { name: 'kit' },
  { name: 'docs', migrations: join(services, 'docs/prisma/migrations') },
  { name: 'workbench', migrations: join(services, 'workbench/migrations') },
  { name: 'directory', migrations: join(services, 'directory/migrations') },
];

const opened: TestDatabase[] = [];
const open = async (service: { name: string; migrations?: string }): Promise<TestDatabase> => {
  const db = await testDatabase(service);
  opened.push(db);
  return db;
};
afterAll(() => Promise.all(opened.map((db) => db.close())));

test.each(tested)('[ORG-03] in the database of $name no statement of the application role reaches a row of another company', async (service) => {
  const { probed, reached } = await probeIsolation(await open(service), service.name, declaredTables(sourcesOf(service.migrations)));
  expect(reached).toEqual([]);
  expect(Object.keys(probed)).toEqual(expect.arrayContaining(['kit.outbox', 'kit.job', 'kit.file', 'kit.counter', 'approval.matter', 'approval.way', 'approval.open_task']));
}, 120_000);

test.each(tested)('[ORG-03] in the database of $name every table is of a declared class and shut as the class says', async (service) => {
  const db = await open(service);
  expect(await inspectDatabase(db.superuser(), service.name, declaredTables(sourcesOf(service.migrations)))).toEqual([]);
}, 60_000);

test('[ORG-03] the probe finds a table that was left open, and a key that tells', async () => {
  const db = await open({ name: 'kit' });
  const superuser = db.superuser();
  await superuser.query('ALTER TABLE kit.counter DISABLE ROW LEVEL SECURITY');
  await superuser.query('CREATE UNIQUE INDEX telling ON kit.file (sha256)');
  const { reached } = await probeIsolation(db, 'kit', declaredTables(sourcesOf()));
  expect(reached).toEqual(expect.arrayContaining([expect.stringMatching(/^kit\.counter: reads: 1 rows/), expect.stringMatching(/^kit\.counter: removes|^kit\.counter: changes value/)]));
  const problems = await inspectDatabase(superuser, 'kit', declaredTables(sourcesOf()));
  expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(/^kit\.counter has no forced/), expect.stringMatching(/^kit\.file has a key that does not begin/)]));
}, 60_000);

test('[ORG-03] the inspection finds an undeclared table, a mighty role, a view around', async () => {
  const db = await open({ name: 'kit' });
  const superuser = db.superuser();
  await superuser.query('CREATE TABLE public.forgotten (id uuid PRIMARY KEY)');
  await superuser.query('CREATE VIEW public.around AS SELECT * FROM kit.counter');
  const problems = await inspectDatabase(superuser, 'kit', declaredTables(sourcesOf()));
  expect(problems).toEqual(
    expect.arrayContaining([expect.stringMatching(/public\.forgotten is declared in no/), expect.stringMatching(/public\.forgotten belongs to postgres/), expect.stringMatching(/public\.around is a view/)]),
  );
});

import { randomUUID } from 'node:crypto';
import { person, Refusal } from '@chancery/domain';
import { enqueue, listParkedJobs, retryJob, startJobs, type JobsOptions, type Log } from '@chancery/service';
import { testDatabase, type TestDatabase } from '@chancery/testing';

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const company = randomUUID();
const words = { zh: '', en: '' };
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ name: 'kit' });
}, 90_000);
afterAll(() => db.close());

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  await db.superuser().query('DELETE FROM kit.job');
});
const start = (run: JobsOptions['run'], more: Partial<JobsOptions> = {}): void => void running.push(startJobs({ worker: db.as('worker'), run, log: quiet, every: 20, pauses: [0.02, 0.02], onCommit: db.onCommit, ...more }));
const until = async (held: () => boolean | Promise<boolean>, within = 10_000): Promise<void> => {
  for (const end = Date.now() + within; !(await held()); await new Promise((resolve) => setTimeout(resolve, 10))) if (Date.now() > end) throw new Error('it did not come');
};
const left = async (): Promise<number> => (await db.superuser().query('SELECT FROM kit.job')).rowCount ?? 0;
const ask = (type: string, value: unknown, more?: () => Promise<unknown>): Promise<unknown> =>
  db.inCompany({ company, actor: person('p') }, async (tx) => (await enqueue(tx, { type, value }), more?.()));

test('[APR-11] work after the commit is done for what is committed, and only for that', async () => {
  const done: unknown[] = [];
  start({ typeset: async (job) => void done.push([job.company, job.value]) });
  await expect(ask('typeset', { n: 1 }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await ask('typeset', { n: 2 });
  await until(async () => (await left()) === 0);
  expect(done).toEqual([[company, { n: 2 }]]);
});

test('each job is done by one of two replicas, at most so many at once', async () => {
  const done: number[] = [];
  let now = 0;
  let most = 0;
  const run = { one: async ({ value }: { value: unknown }) => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now--;
    done.push((value as { n: number }).n);
  } };
  for (let n = 0; n < 40; n++) await ask('one', { n });
  start(run, { atOnce: 3 });
  start(run, { atOnce: 3 });
  await until(async () => (await left()) === 0);
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
  expect(most).toBeLessThanOrEqual(6);
});

test('what fails is tried again, then parked with its reason, and goes on when an operator says so', async () => {
  let tries = 0;
  let broken = true;
  start({ typeset: async () => {
    tries++;
    if (broken) throw new Error('a glyph is missing');
  } });
  await ask('typeset', {});
  await until(async () => (await listParkedJobs(db.as('worker'))).length === 1);
  expect(tries).toBe(3);
  const [parked] = await listParkedJobs(db.as('worker'));
  expect(parked).toMatchObject({ company, type: 'typeset', attempts: 3, reason: 'a glyph is missing' });
  broken = false;
  expect(await retryJob(db.as('worker'), company, parked?.id ?? '')).toBe(true);
  await until(async () => (await left()) === 0);
  expect(await retryJob(db.as('worker'), company, parked?.id ?? '')).toBe(false);
});

test('a rule that refuses will refuse again: parked at once; what is away is tried again', async () => {
  let tries = 0;
  start({
    refused: async () => Promise.reject(new Refusal('refused', 'DOUT-05', words)),
    away: async () => {
      if (++tries < 3) throw new Refusal('busy', 'away', words);
    },
  });
  await ask('refused', {});
  await ask('away', {});
  await until(async () => tries === 3 && (await left()) === 1);
  expect(await listParkedJobs(db.as('worker'))).toMatchObject([{ type: 'refused', attempts: 1 }]);
});

test('the job of a process that died is taken up when its lease ends', async () => {
  await ask('typeset', { n: 7 });
  const dead = db.as('worker');
  await dead.query("UPDATE kit.job SET attempts = 1, next_at = now() + interval '1 second'");
  const done: unknown[] = [];
  start({ typeset: async ({ value }) => void done.push(value) });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(done).toEqual([]);
  await until(() => done.length === 1);
  expect(done).toEqual([{ n: 7 }]);
});

test('a long job keeps its lease; stopping waits for it', async () => {
  let finished = false;
  start({ long: async () => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    finished = true;
  } });
  await ask('long', {});
  await until(async () => ((await db.superuser().query('SELECT FROM kit.job WHERE attempts = 1')).rowCount ?? 0) === 1);
  await running.pop()?.stop();
  expect(finished).toBe(true);
  expect(await left()).toBe(0);
});

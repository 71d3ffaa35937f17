import type { ListInboxResponse } from '@chancery/contracts/chancery/workbench/v1/workbench';
import { demoCompany, demoDirectory, demoPerson } from '@chancery/embedded';
import { testDatabase, type TestDatabase } from '@chancery/testing';
import { workbench } from '../src';
import { listInbox, readCounts } from '../src/inbox/inbox';
import { call, matterOf, opened, tell, type ToldMatter } from './told';

const directory = demoDirectory();
const [hq, construction, roads] = ['hq', 'construction', 'roads'].map(demoCompany);
let db: TestDatabase;

const ask = { after: '', pageSize: 0, view: 'all', companyId: '', service: '', position: 0 };
const inbox = (username: string, more: object = {}, language: 'zh' | 'en' = 'zh'): Promise<ListInboxResponse> =>
  listInbox(call(db, directory, username, { ...ask, ...more }, { language }));
const move = (matter: ToldMatter, more: object): Promise<number> => tell(db, directory, matter, more);
const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString();
const close = (task: { taskId: string; holderId: string }) => ({ taskId: task.taskId, holderId: task.holderId, reason: 'done' });

beforeEach(async () => {
  db = await testDatabase(workbench);
});
afterEach(async () => {
  await db.close();
});

test('[ORG-05] one inbox over all companies, each row with its company, and with the company alone when asked', async () => {
  const [one, two] = [matterOf('construction'), matterOf('roads')];
  await move(one, { opened: [opened('zhaowenqing', { kind: 'do', step: 'stamp' })] });
  await move(two, { opened: [opened('zhaowenqing', { kind: 'do', step: 'stamp' })] });
  const { rows, counts } = await inbox('zhaowenqing');
  expect(rows.map((row) => [row.companyId, row.company]).toSorted()).toEqual(
    [
      [construction, '衡川建设'],
      [roads, '衡川路桥'],
    ].toSorted(),
  );
  expect(counts).toEqual({ all: 2, decide: 0, do: 2, overdue: 0 });
  expect((await inbox('zhaowenqing', { companyId: roads })).rows.map((row) => row.matterId)).toEqual([two.matterId]);
  expect((await inbox('zhaowenqing', {}, 'en')).rows.map((row) => [row.applicantEn, row.company])).toContainEqual([
    'Sun Lei',
    'Hengchuan Roads and Bridges',
  ]);
});

test('[ORG-03] nobody sees another person’s inbox, whatever statement is used; a company’s transaction sees its own rows only', async () => {
  await move(matterOf('construction'), { opened: [opened('zhoumin')] });
  expect((await inbox('chenguodong')).rows).toEqual([]);
  const other = await db.asPerson(demoPerson('chenguodong'), (tx) => tx.sql('all', 'SELECT task_id FROM inbox_task', []));
  const elsewhere = await db.inCompany({ company: roads ?? '', actor: { type: 'system', because: 'event' } }, (tx) =>
    tx.sql('all', 'SELECT task_id FROM inbox_task', []),
  );
  const nowhere = await db.pool.query('SELECT task_id FROM inbox_task');
  expect([other, elsewhere, nowhere.rows]).toEqual([[], [], []]);
  await db.asPerson(demoPerson('zhoumin'), (tx) => tx.sql('steal', 'DELETE FROM inbox_task', []));
  await db.asPerson(demoPerson('zhoumin'), (tx) => tx.sql('alter', "UPDATE inbox_task SET title = ''", []));
  expect((await inbox('zhoumin')).rows.map((row) => row.title)).toEqual(['关于元旦值班安排的通知']);
  const forged = db.asPerson(demoPerson('zhoumin'), (tx) =>
    tx.sql('forge', 'INSERT INTO inbox_count (company_id, holder) VALUES ($1, $2)', [hq, demoPerson('zhoumin')]),
  );
  await expect(forged).rejects.toMatchObject({ code: '42501' });
});

test('what is overdue comes first, then by due time, what has none at last; a page goes on where the last one ended', async () => {
  const due = [hours(5), undefined, hours(-30), hours(1), hours(-1), undefined];
  for (const dueAt of due) await move(matterOf('construction'), { opened: [opened('zhoumin', dueAt ? { dueAt } : {})] });
  const seen: (string | undefined)[] = [];
  let after = '';
  for (let page = 0; page < 10; page += 1) {
    const { rows, next, counts } = await inbox('zhoumin', { pageSize: 2, after });
    expect(counts).toMatchObject({ all: 6, overdue: 2 });
    seen.push(...rows.map((row) => row.dueAt?.toISOString()));
    after = next;
    if (!next) break;
  }
  expect(seen).toEqual(
    [hours(-30), hours(-1), hours(1), hours(5)]
      .map((_at, place) => due.filter((one) => one !== undefined).toSorted()[place])
      .concat([undefined, undefined] as never[]),
  );
  await expect(inbox('zhoumin', { after: 'bm8' })).rejects.toMatchObject({ kind: 'invalid' });
});

test('views part what is to be decided from what is to be done; counts follow every opening and closing', async () => {
  const matter = matterOf('construction');
  const [decide, doing] = [opened('zhoumin'), opened('zhoumin', { kind: 'do', step: 'number' })];
  await move(matter, {
    opened: [decide, doing, opened('zhoumin', { state: 'waiting' }), { ...opened('zhoumin', { kind: 'await' }), holderId: 'system' }],
  });
  expect((await inbox('zhoumin')).counts).toEqual({ all: 2, decide: 1, do: 1, overdue: 0 });
  expect((await inbox('zhoumin', { view: 'do' })).rows.map((row) => row.taskId)).toEqual([doing.taskId]);
  expect((await inbox('zhoumin', { view: 'decide' })).rows.map((row) => row.taskId)).toEqual([decide.taskId]);
  await move(matter, { closed: [close(decide)], opened: [opened('chenguodong')] });
  expect([(await inbox('zhoumin')).counts, (await inbox('chenguodong')).counts?.all]).toEqual([{ all: 1, decide: 0, do: 1, overdue: 0 }, 1]);
  await move(matter, { closed: [close(doing), close(decide)] });
  expect((await inbox('zhoumin')).counts).toEqual({ all: 0, decide: 0, do: 0, overdue: 0 });
});

test('[FIN-03] the same event twice opens one task and counts it once', async () => {
  const [matter, task] = [matterOf('construction'), opened('zhoumin')];
  await move(matter, { opened: [task] });
  await move(matter, { opened: [task] });
  expect([(await inbox('zhoumin')).rows.length, (await inbox('zhoumin')).counts?.all]).toEqual([1, 1]);
});

test('[SEC-05] a title that the event does not carry is not shown, only kind and number', async () => {
  await move(matterOf('construction'), { opened: [opened('zhoumin')], title: '', secrecy: 'commercial-secret' });
  expect((await inbox('zhoumin')).rows).toMatchObject([
    { title: '', serial: '发文 2026-0001', kind: 'outgoing-document', secrecy: 'commercial-secret' },
  ]);
});

test('[SEC-05] a matter that becomes secret loses its title in every inbox', async () => {
  const matter = matterOf('construction');
  await move(matter, { opened: [opened('zhoumin')] });
  await move(matter, { title: '', secrecy: 'commercial-secret', operation: 'resubmit' });
  expect((await inbox('zhoumin')).rows).toMatchObject([{ title: '', secrecy: 'commercial-secret' }]);
  const { rows } = await db.superuser().query('SELECT count(*)::int AS kept FROM inbox_task WHERE title <> $1', ['']);
  expect(rows[0].kept).toBe(0);
});

test('the list waits a moment for the position of the command that was just given, and no longer than a second', async () => {
  const [matter, task] = [matterOf('construction'), opened('zhoumin')];
  const at = await move(matter, { opened: [task] });
  const waiting = inbox('zhoumin', { service: 'docs', position: at + 1 });
  await new Promise((next) => setTimeout(next, 120));
  await move(matter, { closed: [close(task)] });
  expect((await waiting).rows).toEqual([]);
  const began = Date.now();
  await inbox('zhoumin', { service: 'docs', position: at + 1000 });
  const took = Date.now() - began;
  expect([took >= 900, took < 3000]).toEqual([true, true]);
});

test('a page of 20,000 open tasks is read along the index, without sorting and without counting', async () => {
  await db.superuser().query(
    `INSERT INTO inbox_task (company_id, task_id, holder, matter_id, service, kind, step, task_kind, doing, title, serial, urgency, secrecy, applicant, department, opened_at, due_at, round, held)
     SELECT $1, gen_random_uuid(), $2, gen_random_uuid(), 'docs', 'outgoing-document', 'review', 'decide', false, 't', 's', '', '', '', '', now(), now() + n * interval '1 minute', 1, false FROM generate_series(1, 20000) n`,
    [construction, demoPerson('zhoumin')],
  );
  await db.superuser().query('ANALYZE inbox_task');
  const { rows, next } = await inbox('zhoumin');
  expect([rows.length, next !== '']).toEqual([50, true]);
  const plan = await db.asPerson(demoPerson('zhoumin'), (tx) =>
    tx.sql<{ 'QUERY PLAN': string }>(
      'explain',
      `EXPLAIN ANALYZE SELECT task_id FROM inbox_task WHERE holder = (SELECT kit.person_id()) ORDER BY due_order, task_id LIMIT 51`,
      [],
    ),
  );
  const text = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(text).toMatch(/inbox_task_holder/);
  expect(text).not.toMatch(/Sort|Seq Scan on inbox_task/);
  const counting = await db.asPerson(demoPerson('zhoumin'), async (tx) => {
    const plans: string[] = [];
    const explained = { sql: async (name: string, sql: string, values: unknown[]) => (plans.push(...(await tx.sql<{ 'QUERY PLAN': string }>(`explain ${name}`, `EXPLAIN ${sql}`, values)).map((line) => line['QUERY PLAN'])), []) };
    await readCounts(Object.assign(Object.create(tx), explained));
    return plans.join('\n');
  });
  expect(counting).toMatch(/inbox_task_holder[^]*Index Cond: .*due_order </);
  expect(counting).not.toMatch(/Seq Scan on inbox_task/);
});

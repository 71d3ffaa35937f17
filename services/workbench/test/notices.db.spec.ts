import type { Change, ListNoticesResponse } from '@chancery/contracts/chancery/workbench/v1/workbench';
import { demoDirectory, demoPerson } from '@chancery/embedded';
import { testDatabase, type TestDatabase } from '@chancery/testing';
import { randomUUID } from 'node:crypto';
import { workbench } from '../src';
import { listInbox } from '../src/inbox/inbox';
import { listNotices, readNotices } from '../src/inbox/notices';
import { deliver } from '../src/inbox/stirs';
import { watch } from '../src/inbox/watch';
import { CHANNEL } from '../src/listens/matter-moved';
import { call, matterOf, opened, tell } from './told';

const directory = demoDirectory();
let db: TestDatabase;

const notices = (username: string, more: object = {}): Promise<ListNoticesResponse> =>
  listNotices(call(db, directory, username, { after: '', pageSize: 0, ...more }));
const told = (holder: string, code: string, values: object = {}) => ({ personId: demoPerson(holder), code, arguments: values });

beforeEach(async () => {
  db = await testDatabase(workbench);
});
afterEach(async () => {
  await db.close();
});

test('a notice is a code with arguments; it is read by its person, once and for all', async () => {
  const matter = matterOf('construction');
  await tell(db, directory, matter, { told: [told('zhoumin', 'returned', { who: '陈国栋' }), told('sunlei', 'refused')] });
  const mine = await notices('zhoumin');
  expect(mine).toMatchObject({
    unread: 1,
    next: '',
    notices: [{ code: 'returned', arguments: { who: '陈国栋' }, matterId: matter.matterId, title: '关于元旦值班安排的通知', read: false }],
  });
  await readNotices(call(db, directory, 'sunlei', { ids: [mine.notices[0]?.id] }));
  expect((await notices('zhoumin')).unread).toBe(1);
  await readNotices(call(db, directory, 'zhoumin', { ids: [mine.notices[0]?.id] }));
  expect(await notices('zhoumin')).toMatchObject({ unread: 0, notices: [{ read: true }] });
});

test('[FIN-03] an event that comes twice tells once; pages go on, newest first', async () => {
  const id = randomUUID();
  const matter = matterOf('construction');
  for (let time = 0; time < 2; time += 1)
    await tell(db, directory, matter, { told: [told('zhoumin', 'passed'), told('zhoumin', 'copied')], at: '2026-11-24T01:00:00Z' }, id);
  for (const hour of ['02', '03', '04']) await tell(db, directory, matter, { told: [told('zhoumin', 'urged')], at: `2026-11-24T${hour}:00:00Z` });
  const first = await notices('zhoumin', { pageSize: 3 });
  const rest = await notices('zhoumin', { pageSize: 3, after: first.next });
  expect(first.notices.map((one) => one.at?.toISOString().slice(11, 13))).toEqual(['04', '03', '02']);
  expect([rest.notices.map((one) => one.code).toSorted(), rest.next, rest.unread]).toEqual([['copied', 'passed'], '', 5]);
  await readNotices(call(db, directory, 'zhoumin', { ids: [] }));
  expect((await notices('zhoumin')).unread).toBe(0);
});

test('[SEC-05] a notice of a matter whose title may not travel has none', async () => {
  await tell(db, directory, matterOf('construction'), { title: '', told: [told('zhoumin', 'returned')] });
  expect((await notices('zhoumin')).notices).toMatchObject([{ title: '', kind: 'outgoing-document' }]);
});

test('[ORG-03] a person changes nothing of a notice but whether it was read', async () => {
  await tell(db, directory, matterOf('construction'), { told: [told('zhoumin', 'returned')] });
  const as = (statement: string): Promise<unknown> => db.asPerson(demoPerson('zhoumin'), (tx) => tx.sql(statement, statement, []));
  await expect(as("UPDATE notice SET code = 'passed'")).rejects.toMatchObject({ code: '42501' });
  await expect(as('DELETE FROM notice')).rejects.toMatchObject({ code: '42501' });
});

test('urging marks the rows of those who were urged', async () => {
  const matter = matterOf('construction');
  await tell(db, directory, matter, { opened: [opened('zhoumin'), opened('chenguodong')] });
  await tell(db, directory, matter, { operation: 'urge', told: [told('zhoumin', 'urged')] });
  const urged = async (username: string): Promise<number | undefined> =>
    (await listInbox(call(db, directory, username, { after: '', pageSize: 0, view: 'all', companyId: '', service: '', position: 0 }))).rows[0]?.urged;
  expect([await urged('zhoumin'), await urged('chenguodong')]).toEqual([1, 0]);
});

test('[ORG-09] the live stream tells a person of what concerns that person, after the commit, and of nothing else', async () => {
  const client = await db.pool.connect();
  client.on('notification', ({ payload }) => deliver(payload ?? ''));
  await client.query(`LISTEN ${CHANNEL}`);
  const gone = new AbortController();
  const heard: Change[] = [];
  const watching = (async () => {
    for await (const change of watch(call(db, directory, 'zhoumin', {}, { gone: gone.signal }))) heard.push(change);
  })();
  const until = async (count: number): Promise<void> => {
    for (const end = Date.now() + 5000; heard.length < count && Date.now() < end;) await new Promise((next) => setTimeout(next, 20));
  };
  await until(1);
  const [mine, other] = [matterOf('construction'), matterOf('construction')];
  await tell(db, directory, other, { opened: [opened('chenguodong')] });
  await tell(db, directory, mine, { opened: [opened('zhoumin')], told: [told('zhoumin', 'returned')] });
  await until(3);
  gone.abort();
  await watching;
  client.removeAllListeners('notification');
  client.release(true);
  expect(heard.map((change) => [change.what, change.matterId, change.counts?.all])).toEqual([
    ['inbox', '', 0],
    ['inbox', mine.matterId, 1],
    ['notice', mine.matterId, 1],
  ]);
});

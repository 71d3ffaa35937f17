import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { system, type Transaction } from '@chancery/domain';
import { testDatabase, type TestDatabase } from '@chancery/testing';
import { append, defineRegister, nextNumber, readPage, type PageRequest, type RegisterPage } from '../src';

const lines = defineRegister({
  register: 'lines',
  title: { zh: '台账', en: 'Lines' },
  from: 'line',
  serialColumn: 'serial',
  seriesColumns: ['year'],
  secrecyColumn: 'secrecy',
  fields: [
    { name: 'serial', label: { zh: '序号', en: 'Serial' }, type: 'number', column: 'serial', sortable: true, filterable: true },
    { name: 'year', label: { zh: '年度', en: 'Year' }, type: 'number', column: 'year', sortable: true, filterable: true },
    { name: 'title', label: { zh: '标题', en: 'Title' }, type: 'text', column: 'title', sortable: true },
    { name: 'day', label: { zh: '日期', en: 'Day' }, type: 'date', column: 'day', sortable: true, filterable: true },
    { name: 'notedAt', label: { zh: '登记时间', en: 'Noted' }, type: 'time', column: 'noted_at', sortable: true },
  ],
  posts: ['clerk'],
  defaultSort: 'serial',
});
const appendLine = append('line', ['year', 'serial', 'title', 'day', 'secrecy']);

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase({ name: 'registers', migrations: join(__dirname, 'migrations') });
});
afterAll(() => db.close());

const within = <T>(company: string, work: (tx: Transaction) => Promise<T>): Promise<T> => db.inCompany({ company, actor: system('job') }, work);
const add = (company: string, title: string, more: { year?: number; day?: string | null; secrecy?: string } = {}): Promise<number> =>
  within(company, async (tx) => {
    const year = more.year ?? 2026;
    const serial = await nextNumber(tx, { series: 'line', year });
    await appendLine(tx, { year, serial, title, day: more.day ?? null, secrecy: more.secrecy ?? '' });
    return serial;
  });
const read = (company: string, request: Partial<PageRequest> = {}, levels?: string[]): Promise<RegisterPage> =>
  within(company, (tx) => readPage(tx, lines, { pageSize: 50, filter: [], ...request }, { person: 'nobody', all: true, ...(levels ? { levels } : {}) }));
const titles = (page: RegisterPage): unknown[] => page.lines.map((line) => line['title']);

test('[DOUT-03][DIN-01] forty at once get one to forty: no gap, no repeat, each year anew', async () => {
  const company = randomUUID();
  const given = await Promise.all(Array.from({ length: 40 }, (_, at) => add(company, `第${at}件`)));
  expect([...given].sort((one, other) => one - other)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
  expect(await add(company, '新年第一件', { year: 2027 })).toBe(1);
  expect((await read(company)).gaps).toEqual([]);
});

test('[DOUT-03] a number that was taken in vain goes back with its transaction', async () => {
  const company = randomUUID();
  await add(company, '第一件');
  await expect(within(company, async (tx) => {
    await nextNumber(tx, { series: 'line', year: 2026 });
    throw new Error('refused by a rule');
  })).rejects.toThrow('refused by a rule');
  expect(await add(company, '第二件')).toBe(2);
});

test('[DOUT-03][DIN-08] the foot names what is missing, over the whole register whatever the filter', async () => {
  const company = randomUUID();
  await within(company, async (tx) => {
    for (const serial of [2, 3, 6]) await appendLine(tx, { year: 2026, serial, title: `第${serial}件`, day: null, secrecy: '' });
  });
  expect((await read(company, { filter: [{ field: 'serial', value: '3' }] })).gaps).toEqual(['2026/1', '2026/4', '2026/5']);
});

test('[ORG-03] a register shows its own company only', async () => {
  const [ours, theirs] = [randomUUID(), randomUUID()];
  await add(ours, '我方');
  await add(theirs, '对方');
  const page = await read(ours);
  expect([titles(page), page.total]).toEqual([['我方'], 1]);
});

test('[DIN-08] pages follow one another by key in every order, also over equal and empty values, while lines are added', async () => {
  const company = randomUUID();
  const days = ['2026-03-01', null, '2026-01-05', '2026-03-01', null, '2026-02-02', '2026-03-01'];
  for (const [at, day] of days.entries()) await add(company, `件${at}`, { day });
  for (const sort of ['day', '-day', 'title', '-serial', 'notedAt', '-notedAt']) {
    const seen: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await read(company, { sort, pageSize: 2, after });
      seen.push(...titles(page));
      after = page.next;
    } while (after);
    expect(seen).toEqual(titles(await read(company, { sort })));
    expect(new Set(seen).size).toBe(days.length);
  }
  expect(titles(await read(company, { sort: 'day' })).slice(0, 2)).toEqual(['件2', '件5']);
  const first = await read(company, { sort: '-serial', pageSize: 2 });
  await add(company, '后来的');
  expect(titles(await read(company, { sort: '-serial', pageSize: 2, after: first.next }))).toEqual(['件4', '件3']);
});

test('[DIN-08] filters and search narrow lines and total alike; days and times are exact', async () => {
  const company = randomUUID();
  await add(company, '关于 100% 达标的通知', { day: '2026-01-31' });
  await add(company, '关于春季检查的通知', { day: '2026-02-01' });
  const page = await read(company, { filter: [{ field: 'day', value: '2026-02-01..2026-02-28' }] });
  expect([page.lines, page.total]).toMatchObject([[{ title: '关于春季检查的通知', day: '2026-02-01', serial: 2, id: expect.stringMatching(/^[0-9a-f-]{36}$/) }], 1]);
  expect(page.lines[0]?.['notedAt']).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
  expect(titles(await read(company, { search: '100%' }))).toEqual(['关于 100% 达标的通知']);
  expect((await read(company, { search: '1_0' })).total).toBe(0);
  expect((await read(company, { search: "'; DROP TABLE line; --" })).total).toBe(0);
  expect(titles(await read(company, { filter: [{ field: 'serial', value: '1' }, { field: 'serial', value: '2' }] })).length).toBe(2);
});

test('[SEC-02] a post sees no line above its clearance, nor its number in the total', async () => {
  const company = randomUUID();
  await add(company, '内部');
  await add(company, '核心商密', { secrecy: 'core-commercial-secret' });
  const page = await read(company, {}, ['public', 'internal', '']);
  expect([titles(page), page.total, page.gaps]).toEqual([['内部'], 1, []]);
});

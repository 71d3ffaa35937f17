import { Directory, Refusal, type Company, type Person } from '@chancery/domain';
import { decodeCursor, encodeCursor } from './cursor';
import { conditions } from './filter';
import { allowedField, defineRegister, type Register } from './register';
import { levelsFor, registerSight } from './sight';
import { Values } from './statement';

const book: Register = {
  register: 'letters',
  title: { zh: '函件', en: 'Letters' },
  from: 'letter',
  matterColumn: 'matter_id',
  fields: [
    { name: 'title', label: { zh: '标题', en: 'Title' }, type: 'text', column: 'title' },
    { name: 'year', label: { zh: '年度', en: 'Year' }, type: 'number', column: 'year', sortable: true, filterable: true },
    { name: 'day', label: { zh: '日期', en: 'Day' }, type: 'date', column: 'day', sortable: true, filterable: true },
    { name: 'kind', label: { zh: '文种', en: 'Kind' }, type: 'choice', column: 'kind', filterable: true, choices: [{ value: 'letter', zh: '函', en: 'Letter' }] },
  ],
  posts: ['clerk'],
  defaultSort: '-day',
};
const refusal = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('not refused');
};
const filtered = (field: string, value: string): string => {
  const values = new Values();
  return `${conditions(book, { pageSize: 10, filter: [{ field, value }] }, values).join(' AND ')} with ${JSON.stringify(values.list)}`;
};

test('[DIN-08][DOUT-08] a register sorts and filters by its own list only', () => {
  expect(allowedField(book, 'year', 'sortable').column).toBe('year');
  expect(refusal(() => allowedField(book, 'title', 'sortable'))).toMatchObject({ kind: 'invalid', code: 'sort', details: { more: { allowed: ['year', 'day'] } } });
  expect(refusal(() => filtered('year; drop table letter', '1'))).toMatchObject({ kind: 'invalid', code: 'filter' });
});

test('[DIN-08][DOUT-08] values travel beside the statement, and fit the type of their field', () => {
  expect(filtered('year', '2026')).toBe('(year = $1::numeric) with ["2026"]');
  expect(filtered('day', '2026-01-01..2026-03-31')).toBe('((day >= $1::date AND day <= $2::date)) with ["2026-01-01","2026-03-31"]');
  expect(filtered('day', '2026-03-31..')).toBe('((day >= $1::date)) with ["2026-03-31"]');
  for (const [field, value] of [['year', "1' OR true"], ['day', '2026-02-30'], ['day', 'yesterday'], ['kind', 'poem']] as const)
    expect(refusal(() => filtered(field, value))).toMatchObject({ kind: 'invalid', code: 'filter' });
});

test('[DIN-08] a search looks for the words as they are: % and _ are no wildcards', () => {
  const values = new Values();
  conditions(book, { pageSize: 10, filter: [], search: ' 100%_a ' }, values);
  expect(values.list).toEqual(['%100\\%\\_a%']);
});

test('[DIN-08] a page position belongs to its sort order; a strange one is refused', () => {
  const key = '0193a0f4-5c1e-7b3a-8f00-0123456789ab';
  expect(decodeCursor(encodeCursor({ sort: '-day', value: null, key }), '-day')).toEqual({ sort: '-day', value: null, key });
  for (const position of [encodeCursor({ sort: 'year', value: '1', key }), encodeCursor({ sort: '-day', value: '1', key: "' OR 1=1" }), 'nonsense', ''])
    expect(refusal(() => decodeCursor(position, '-day'))).toMatchObject({ kind: 'invalid', code: 'after' });
});

test('[DIN-08] a register with names that are no identifiers does not start', () => {
  expect(defineRegister(book)).toBe(book);
  expect(() => defineRegister({ ...book, from: 'letter; drop table letter' })).toThrow('letters');
  expect(() => defineRegister({ ...book, matterColumn: 'a b' })).toThrow('letters');
  expect(() => defineRegister({ ...book, defaultSort: 'title' })).toThrow('not sortable');
  expect(() => defineRegister({ ...book, fields: [...book.fields, book.fields[0]!] })).toThrow('two fields');
});

test('[ORG-04][ORG-09] a post opens its register in its own company, a scope also in the companies below', () => {
  const company = (id: string, parentId = ''): Company => ({ id, code: id, name: id, shortName: id, nameEn: id, parentId, state: 'active', agencyMark: '', issuerMark: '' });
  const holder = (id: string, companyId: string, post: string): Person => ({
    id, username: id, name: id, nameEn: id, enabled: true, clearance: 'internal', holdings: [{ companyId, departmentId: '', post, departments: [], title: '', titleEn: '' }],
  });
  const directory = Directory.of(1, [company('hq'), company('sub', 'hq'), company('other', 'hq')], [], [holder('clerk', 'sub', 'clerk'), holder('auditor', 'hq', 'auditor'), { ...holder('left', 'sub', 'clerk'), enabled: false }]);
  const scopes = [{ post: 'auditor', registers: ['letters'], reach: 'below' as const }];
  const all = (person: string, at: string): boolean => registerSight(book, { person, company: at, directory, scopes }).all;
  expect([all('clerk', 'sub'), all('clerk', 'other'), all('clerk', 'hq')]).toEqual([true, false, false]);
  expect([all('auditor', 'hq'), all('auditor', 'sub')]).toEqual([true, true]);
  expect(all('left', 'sub')).toBe(false);
  expect(registerSight(book, { person: 'auditor', company: 'sub', directory, scopes: [] }).all).toBe(false);
});

test('[SEC-02] a post sees lines up to the clearance of its holder', () => {
  expect(levelsFor('public')).toEqual(['public']);
  expect(levelsFor('internal')).toEqual(['public', 'internal', '', 'paper-only']);
  expect(levelsFor('core-commercial-secret')).toContain('commercial-secret');
});

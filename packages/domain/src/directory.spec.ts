import { Directory, type Company, type Department, type Holding, type Person } from './directory';

const company = (id: string, parentId: string): Company => ({ id, code: id, name: id, shortName: id, nameEn: id, parentId, state: 'active', agencyMark: id, issuerMark: id });
const department = (id: string, companyId: string): Department => ({ id, companyId, code: id, name: id, nameEn: id });
const holding = (companyId: string, post: string, departmentId = '', departments: string[] = []): Holding => ({ companyId, departmentId, post, departments, title: post, titleEn: post });
const person = (id: string, holdings: Holding[], enabled = true): Person => ({ id, username: id, name: id, nameEn: id, enabled, holdings, clearance: 'internal' });

const directory = Directory.of(
  7,
  [company('hq', ''), company('build', 'hq'), company('road', 'build'), company('land', 'hq')],
  [department('safety', 'hq'), department('finance', 'hq'), department('office', 'build')],
  [
    person('liu', [holding('hq', 'dept-head', 'safety')]),
    person('lin', [holding('hq', 'leader-in-charge', '', ['safety'])]),
    person('zhou', [holding('hq', 'director'), holding('build', 'clerk', 'office')]),
    person('gone', [holding('hq', 'director')], false),
  ],
);

test('[ORG-01] the group is a tree: who stands above, below and beside', () => {
  expect(directory.headquarters()?.id).toBe('hq');
  expect(directory.above('road')).toEqual(['build', 'hq']);
  expect(directory.relation('road', 'hq')).toBe('superior');
  expect(directory.relation('hq', 'road')).toBe('subordinate');
  expect(directory.relation('build', 'land')).toBe('peer');
  expect(directory.covers('build', 'road')).toBe(true);
  expect(directory.covers('land', 'road')).toBe(false);
});

test('[ORG-02] a person holds posts in several companies, each with its own', () => {
  expect(directory.posts('zhou', 'hq')).toEqual(['director']);
  expect(directory.posts('zhou', 'build')).toEqual(['clerk']);
  expect(directory.posts('zhou', 'land')).toEqual([]);
  expect(directory.departmentOf('zhou', 'build')).toBe('office');
});

test('[APR-03] a post is found by place: in the department, and the leader answerable for it', () => {
  const ids = (post: string, department?: string): string[] => directory.holders(post, { company: 'hq', department }).map((one) => one.id);
  expect(ids('dept-head', 'safety')).toEqual(['liu']);
  expect(ids('dept-head', 'finance')).toEqual([]);
  expect(ids('leader-in-charge', 'safety')).toEqual(['lin']);
  expect(ids('leader-in-charge', 'finance')).toEqual([]);
});

test('[APR-03][ORG-06] who is disabled holds no post and belongs nowhere', () => {
  expect(directory.holders('director', { company: 'hq' }).map((one) => one.id)).toEqual(['zhou']);
  expect(directory.belongs('gone', 'hq')).toBe(false);
  expect(directory.belongs('zhou', 'build')).toBe(true);
  expect(directory.belongs('zhou', 'land')).toBe(false);
});

test('a tree with a loop in the data does not hang', () => {
  const odd = Directory.of(1, [company('a', 'b'), company('b', 'a')], [], []);
  expect(odd.above('a')).toEqual(['b', 'a']);
});

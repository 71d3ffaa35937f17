import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { realmText } from '../../../deploy/keycloak/realm';
import { demoCompany, demoDirectory, demoOrganisation, demoPerson } from '../src';

const posts = [
  'clerk',
  'director',
  'dept-head',
  'leader-in-charge',
  'deputy-leader',
  'gm',
  'chairman',
  'gm-secretary',
  'keeper',
  'archivist',
  'contract-admin',
  'purchaser',
  'storekeeper',
  'finance',
  'legal',
  'hr',
  'publicity',
  'safety',
  'fleet',
  'admin',
  'system-admin',
  'auditor',
  'supervisor',
  'manager',
  'staff',
];

test('[ORG-06] realm.json is what its table makes', () => {
  expect(readFileSync(join(__dirname, '../../../deploy/keycloak/realm.json'), 'utf8')).toBe(realmText());
});

test('realm.json carries no secret and no password', () => {
  const text = realmText();
  for (const [, value] of text.matchAll(/"secret": "([^"]*)"/g)) expect(value).toMatch(/^\$\{[A-Z_]+\}$/);
  expect(text).not.toMatch(/"credentials"|"password"/);
});

test('[ORG-01] the group is a tree: headquarters, subsidiaries, and one of theirs', () => {
  const directory = demoDirectory();
  expect(directory.headquarters()?.name).toBe('衡川集团有限公司');
  expect(directory.above(demoCompany('roads'))).toEqual([demoCompany('construction'), demoCompany('hq')]);
  expect(directory.relation(demoCompany('roads'), demoCompany('hq'))).toBe('superior');
});

test('[ORG-02] every post has a holder at headquarters and in the largest subsidiary; every company has the posts of its office', () => {
  const directory = demoDirectory();
  for (const post of posts)
    for (const company of ['hq', 'construction'])
      expect([post, directory.holders(post, { company: demoCompany(company) }).length > 0]).toEqual([post, true]);
  for (const company of directory.companies.keys())
    for (const post of ['clerk', 'director', 'dept-head', 'leader-in-charge', 'gm', 'keeper', 'archivist', 'admin', 'staff'])
      expect(directory.holders(post, { company })).not.toHaveLength(0);
  for (const department of directory.departments.values()) {
    const place = { company: department.companyId, department: department.id };
    expect([department.name, directory.holders('dept-head', place).length, directory.holders('leader-in-charge', place).length]).toEqual([
      department.name,
      1,
      1,
    ]);
  }
});

test('[ORG-02] people hold posts in several companies, each in its own department', () => {
  const directory = demoDirectory();
  expect(directory.posts(demoPerson('zhaowenqing'), demoCompany('roads'))).toEqual(['keeper']);
  expect(directory.posts(demoPerson('zhaowenqing'), demoCompany('construction'))).toEqual(['keeper']);
  expect(directory.posts(demoPerson('zhoumin'), demoCompany('construction'))).toEqual(['director', 'dept-head']);
  const [first] = demoOrganisation().people.find((one) => one.username === 'zhoumin')?.holdings ?? [];
  expect(first).toMatchObject({ title: '办公室主任', titleEn: 'Office director' });
});

test('[ORG-04] the posts that group scope stands on are held at headquarters', () => {
  const directory = demoDirectory();
  for (const post of ['group-leader', 'auditor', 'archivist', 'contract-admin'])
    expect(directory.holders(post, { company: demoCompany('hq') })).not.toHaveLength(0);
});

test('names outside GB 2312 and long ones are among the people', () => {
  const names = demoOrganisation()
    .people.map((one) => one.name)
    .join(' ');
  for (const sign of ['喆', '玥', '镕', '阿卜杜热合曼·买买提依明']) expect(names).toContain(sign);
});

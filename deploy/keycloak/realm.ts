/**
 * Makes realm.json, the realm that Keycloak imports and the embedded identity provider reads, of the demonstration group.
 * Run: `node deploy/keycloak/realm.ts`. Ids are derived from names, so that a person's id (`sub`) and a company's id never change.
 */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { demoCompanies, type DemoCompany } from './demo.ts';
import { demoPeople } from './people.ts';
import { clients, realmSettings, userProfile } from './settings.ts';

/** A UUID of version 8 from a name: the same name, the same id. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`chancery/${name}`).digest('hex').slice(0, 32).split('');
  hex[12] = '8';
  hex[16] = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4] ?? '8';
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

interface Group {
  id: string;
  name: string;
  attributes: Record<string, string[]>;
  subGroups: Group[];
}

/** Groups of posts. A company has several leaders in charge: their groups are told apart by the title. */
function postGroups(path: string, posts: DemoCompany['posts'], joined: Map<string, string[]>): Group[] {
  return posts.map(([post, zh, en, people, answersFor]) => {
    const name = post === 'leader-in-charge' ? `分管领导（${zh}）` : zh;
    for (const username of people.split(' ')) joined.set(username, [...(joined.get(username) ?? []), `${path}/${name}`]);
    const attributes = { type: ['post'], code: [post], title: [zh], title_en: [en], ...(answersFor ? { departments: answersFor.split(' ') } : {}) };
    return { id: idOf(`${path}/${name}`), name, attributes, subGroups: [] };
  });
}

function companyGroup(company: DemoCompany, above: string, joined: Map<string, string[]>): Group {
  const path = `${above}/${company.name}`;
  const attributes = {
    type: ['company'],
    code: [company.code],
    short_name: [company.shortName],
    name_en: [company.nameEn],
    agency_mark: [company.agencyMark],
    issuer_mark: [company.name],
    state: ['active'],
  };
  const departments = company.departments.map((one) => ({
    id: idOf(`${path}/${one.name}`),
    name: one.name,
    attributes: { type: ['department'], code: [one.code], name_en: [one.nameEn] },
    subGroups: postGroups(`${path}/${one.name}`, one.posts, joined),
  }));
  const below = demoCompanies.filter((one) => one.parent === company.code).map((one) => companyGroup(one, path, joined));
  return { id: idOf(path), name: company.name, attributes, subGroups: [...postGroups(path, company.posts, joined), ...departments, ...below] };
}

/** The whole realm, as Keycloak's import takes it. */
export function realm(): object {
  const joined = new Map<string, string[]>();
  const groups = demoCompanies.filter((one) => !one.parent).map((one) => companyGroup(one, '', joined));
  const known = new Set(demoPeople.map((one) => one.username));
  for (const username of joined.keys()) if (!known.has(username)) throw new Error(`no person ${username}`);
  const users = demoPeople.map((one) => {
    const paths = joined.get(one.username);
    if (!paths) throw new Error(`${one.username} holds no post`);
    return {
      id: idOf(`person/${one.username}`),
      username: one.username,
      enabled: true,
      firstName: one.name,
      attributes: { name_en: [one.nameEn], clearance: [one.clearance] },
      groups: paths,
    };
  });
  const account = {
    id: idOf('service/chancery-directory'),
    username: 'service-account-chancery-directory',
    enabled: true,
    serviceAccountClientId: 'chancery-directory',
    clientRoles: { 'realm-management': ['view-users', 'query-groups', 'query-users', 'view-events'] },
  };
  return { ...realmSettings, clients, components: userProfile, groups, users: [...users, account] };
}

/** JSON with the short lists on one line. */
export const realmText = (): string => `${JSON.stringify(realm(), null, 2).replace(/\[\n\s+("[^"\n]*")\n\s+\]/g, '[$1]')}\n`;

const started = process.argv[1] ?? '';
if (basename(started) === 'realm.ts') {
  if (process.argv.includes('--print')) process.stdout.write(realmText());
  else writeFileSync(join(dirname(started), 'realm.json'), realmText());
}

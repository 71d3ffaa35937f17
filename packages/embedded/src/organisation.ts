import { type Account, Directory, type GroupNode, type Organisation, organisationOf } from '@chancery/domain';
import { readRealm, type Realm, type RealmGroup, type RealmUser } from './realm';

function nodesOf(roots: RealmGroup[], members: (path: string, id: string) => string[]): GroupNode[] {
  const node = (group: RealmGroup, above: string): GroupNode => {
    const path = `${above}/${group.name}`;
    return {
      id: group.id,
      name: group.name,
      attributes: group.attributes,
      groups: group.subGroups.map((one) => node(one, path)),
      members: members(path, group.id),
    };
  };
  return roots.map((group) => node(group, ''));
}

const accountOf = (user: RealmUser): Account => ({
  id: user.id,
  username: user.username,
  enabled: user.enabled,
  firstName: user.firstName ?? '',
  lastName: user.lastName ?? '',
  attributes: user.attributes ?? {},
});

/**
 * 演示组织 — companies, departments and people of realm.json, in the words of the domain: what tests and the embedded profile begin with.
 *
 * @example const { people } = demoOrganisation(); people.find((one) => one.username === 'zhoumin')
 */
export function demoOrganisation(realm: Realm = readRealm()): Organisation {
  const members = new Map<string, string[]>();
  for (const user of realm.users) for (const path of user.groups ?? []) members.set(path, [...(members.get(path) ?? []), user.id]);
  const accounts = realm.users.filter((user) => !user.serviceAccountClientId).map(accountOf);
  return organisationOf(
    nodesOf(realm.groups, (path) => members.get(path) ?? []),
    accounts,
  );
}

/** The organisation as the embedded identity provider has it now, changes included. */
export function organisationNow(people: { roots: RealmGroup[]; members(group: string): RealmUser[]; list(): RealmUser[] }): Organisation {
  return organisationOf(
    nodesOf(people.roots, (_path, id) => people.members(id).map((user) => user.id)),
    people.list().map(accountOf),
  );
}

/** The demonstration group as a directory at one revision. */
export function demoDirectory(revision = 1): Directory {
  const { companies, departments, people } = demoOrganisation();
  return Directory.of(revision, companies, departments, people);
}

/** Id of the demonstration person. @throws Error when nobody has the user name. */
export function demoPerson(username: string): string {
  const found = demoOrganisation().people.find((one) => one.username === username);
  if (!found) throw new Error(`no demonstration person ${username}`);
  return found.id;
}

/** Id of the demonstration company by its code: hq, construction, properties, equipment, logistics, roads. */
export function demoCompany(code: string): string {
  const found = demoOrganisation().companies.find((one) => one.code === code);
  if (!found) throw new Error(`no demonstration company ${code}`);
  return found.id;
}

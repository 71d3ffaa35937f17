import type { Company, Department, Holding, Person } from './directory';

/** A group of the identity provider, with what is below it and who is in it (ids of accounts). */
export interface GroupNode {
  id: string;
  name: string;
  /** `type` company | department | post, `code`, and what architecture §7 names. */
  attributes: Record<string, string[]>;
  groups: GroupNode[];
  members: string[];
}

/** A user of the identity provider. */
export interface Account {
  id: string;
  username: string;
  enabled: boolean;
  firstName: string;
  lastName: string;
  attributes: Record<string, string[]>;
}

export interface Organisation {
  companies: Company[];
  departments: Department[];
  people: Person[];
}

/** Leaders first, plain members last: the first post of a person is the one that a screen shows. */
const rank = ['chairman', 'gm', 'group-leader', 'leader-in-charge', 'deputy-leader', 'director', 'manager', 'keeper', 'archivist', 'clerk'];
const last = ['supervisor', 'dept-head', 'staff'];
const rankOf = (post: string): number => (rank.includes(post) ? rank.indexOf(post) : last.includes(post) ? 50 + last.indexOf(post) : 30);

const han = /\p{Script=Han}/u;
const one = (node: { attributes: Record<string, string[]> }, name: string): string => node.attributes[name]?.[0] ?? '';

/** Family name first and together in Chinese, last and apart in Latin letters. */
function nameOf(account: Account): string {
  const { firstName, lastName } = account;
  return (han.test(firstName + lastName) ? `${lastName}${firstName}` : `${firstName} ${lastName}`).trim() || account.username;
}

const levels = ['public', 'internal', 'commercial-secret', 'core-commercial-secret'] as const;

function personOf(account: Account, holdings: Holding[]): Person {
  const name = nameOf(account);
  const clearance = levels.find((level) => level === one(account, 'clearance')) ?? 'internal';
  return { id: account.id, username: account.username, name, nameEn: one(account, 'name_en') || name, enabled: account.enabled, holdings, clearance };
}

function companyOf(group: GroupNode, parentId: string): Company {
  const state = one(group, 'state');
  return {
    id: group.id,
    code: one(group, 'code') || group.name,
    name: group.name,
    shortName: one(group, 'short_name') || group.name,
    nameEn: one(group, 'name_en') || group.name,
    parentId,
    state: state === 'closing' || state === 'dissolved' ? state : 'active',
    agencyMark: one(group, 'agency_mark'),
    issuerMark: one(group, 'issuer_mark') || group.name,
  };
}

/**
 * 组织树 — reads companies, departments, posts and people out of the identity provider's group tree (ORG-06, architecture §7). A post
 * group below a department is held there, below a company in the company itself. Groups without a known `type` are passed by.
 * Leaders in charge name departments by code; the holding carries their ids.
 */
export function organisationOf(groups: GroupNode[], accounts: Account[]): Organisation {
  const companies: Company[] = [];
  const departments: Department[] = [];
  const held = new Map<string, Holding[]>();

  const post = (group: GroupNode, companyId: string, departmentId: string, codes: Map<string, string>): void => {
    // An identity provider promises no order of values: without one the same post would look changed.
    const departmentsFor = (group.attributes.departments ?? []).toSorted().flatMap((code) => codes.get(code) ?? []);
    const title = one(group, 'title') || group.name;
    const holding: Holding = {
      companyId,
      departmentId,
      post: one(group, 'code'),
      departments: departmentsFor,
      title,
      titleEn: one(group, 'title_en') || title,
    };
    for (const member of group.members) held.set(member, [...(held.get(member) ?? []), holding]);
  };

  const company = (group: GroupNode, parentId: string): void => {
    companies.push(companyOf(group, parentId));
    const own = group.groups.filter((below) => one(below, 'type') === 'department');
    const codes = new Map(own.map((below) => [one(below, 'code'), below.id]));
    for (const below of own) {
      departments.push({
        id: below.id,
        companyId: group.id,
        code: one(below, 'code') || below.name,
        name: below.name,
        nameEn: one(below, 'name_en') || below.name,
      });
      for (const inside of below.groups) if (one(inside, 'type') === 'post') post(inside, group.id, below.id, codes);
    }
    for (const below of group.groups) if (one(below, 'type') === 'post') post(below, group.id, '', codes);
    for (const below of group.groups) if (one(below, 'type') === 'company') company(below, group.id);
  };

  for (const group of groups) if (one(group, 'type') === 'company') company(group, '');
  const order = (holdings: Holding[]): Holding[] => holdings.toSorted((a, b) => rankOf(a.post) - rankOf(b.post));
  return {
    companies,
    departments,
    people: accounts.filter((account) => held.has(account.id)).map((account) => personOf(account, order(held.get(account.id) ?? []))),
  };
}

import { createHash } from 'node:crypto';
import { Directory, type Company, type Department, type Holding, type Person } from '@chancery/domain';

/** A name's own UUID, the same in every run. */
export function id(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

type Post = [post: string, place: string, departments?: string[]];

/** Place: `company` or `company/department`. */
const posts: Record<string, Post[]> = {
  he: [['staff', 'north/plans']],
  han: [['staff', 'north/plans']],
  hu: [['staff', 'north/works']],
  zhou: [['dept-head', 'north/plans']],
  jiang: [['dept-head', 'north/works']],
  shen: [['dept-head', 'north/money']],
  qian: [['leader-in-charge', 'north', ['plans', 'works']]],
  sun: [['gm', 'north']],
  li: [['chairman', 'north']],
  wu: [['clerk', 'north/office']],
  zheng: [['director', 'north/office']],
  wang: [['legal', 'north/law']],
  feng: [['finance', 'north/money']],
  chen: [['keeper', 'north/office']],
  chu: [['deputy-keeper', 'north/office']],
  a: [['panel', 'north']],
  b: [['panel', 'north']],
  c: [['panel', 'north']],
  wei: [['admin', 'north']],
  yang: [['admin', 'head']],
  zhu: [['director', 'head']],
  qin: [['group-leader', 'head']],
  you: [['staff', 'south']],
};

export type Name = keyof typeof posts & string;

const companies: Company[] = ['head', 'north', 'south'].map((code) => ({
  id: id(code),
  code,
  name: `${code}公司`,
  shortName: code,
  nameEn: code,
  parentId: code === 'head' ? '' : id('head'),
  state: 'active',
  agencyMark: code,
  issuerMark: code,
}));

const departments: Department[] = ['plans', 'works', 'money', 'office', 'law'].map((code) => ({
  id: id(code),
  companyId: id('north'),
  code,
  name: `${code}部`,
  nameEn: code,
}));

function holding([post, place, answerable = []]: Post): Holding {
  const [company, department] = place.split('/');
  return {
    companyId: id(company!),
    departmentId: department ? id(department) : '',
    post,
    departments: answerable.map(id),
    title: post,
    titleEn: post,
  };
}

const person = (name: string, held: Post[], enabled = true): Person => ({
  id: id(name),
  username: name,
  name,
  nameEn: name,
  enabled,
  holdings: held.map(holding),
  clearance: 'commercial-secret',
});

/**
 * A group to play in: `head` over `north` and `south`. Changes replace a person's posts; `null` disables the person.
 *
 * @example group({ han: [['dept-head', 'north/plans']], zhou: null })
 */
export function group(changes: Record<string, Post[] | null> = {}, revision = 1): Directory {
  const named = { ...posts, ...Object.fromEntries(Object.entries(changes).filter(([, held]) => held)) } as Record<string, Post[]>;
  const people = Object.entries(named).map(([name, held]) => person(name, held, changes[name] !== null));
  return Directory.of(revision, companies, departments, people);
}

/** Name of an id of the group, for readable expectations. */
const names = new Map([...Object.keys(posts), 'head', 'north', 'south', 'plans', 'works', 'money', 'office', 'law'].map((name) => [id(name), name]));
export const nameOf = (value: string): string => names.get(value) ?? value;

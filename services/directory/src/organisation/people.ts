import type {
  FoundPerson,
  ListDepartmentsRequest,
  ListDepartmentsResponse,
  SearchPeopleRequest,
  SearchPeopleResponse,
} from '@chancery/contracts/chancery/directory/v1/directory';
import type { Directory, Holding, Person } from '@chancery/domain';
import type { Handler } from '@chancery/service';
import { initialsOf, plain } from './pinyin';

const MOST = 50;

/** 部门 — departments of the acting company. */
export const listDepartments: Handler<ListDepartmentsRequest, ListDepartmentsResponse> = async ({ company, directory }) => ({
  departments: [...directory.departments.values()].filter((one) => one.companyId === company),
});

/** How well the person answers to what was typed: part of the name, beginning of pinyin, of initials or of the user name; 0: not at all. */
function answersTo(person: Person, sought: string): number {
  if (!sought) return 1;
  const tight = sought.replace(/[\s·']/g, '');
  const words = plain(person.nameEn).split(/\s+/);
  if (person.name.startsWith(sought) || person.username === tight) return 3;
  if (person.name.includes(sought) || words.join('').startsWith(tight) || person.username.startsWith(tight)) return 2;
  return initialsOf(person.name, person.nameEn).startsWith(tight) || words.some((word) => word.startsWith(tight)) ? 1 : 0;
}

function found(person: Person, held: Holding, directory: Directory, language: 'zh' | 'en'): FoundPerson {
  const department = directory.departments.get(held.departmentId);
  const { id, name, nameEn } = person;
  return {
    id,
    name,
    nameEn,
    department: (language === 'zh' ? department?.name : department?.nameEn) ?? '',
    title: held.title,
    titleEn: held.titleEn,
  };
}

/**
 * 找人 — people of the acting company by name, pinyin, initials or user name, and the group leaders of companies above, who may be
 * given a seat (ORG-10). Nobody else of another company is found (ORG-03). At most 50, best first.
 */
export const searchPeople: Handler<SearchPeopleRequest, SearchPeopleResponse> = async ({ request, company, directory, language }) => {
  const sought = plain(request.q.trim());
  const above = directory.above(company);
  const wanted = (holding: Holding): boolean => {
    const here = holding.companyId === company || (holding.post === 'group-leader' && above.includes(holding.companyId));
    const inDepartment = !request.departmentId || holding.departmentId === request.departmentId || holding.departments.includes(request.departmentId);
    return here && inDepartment && (!request.post || holding.post === request.post);
  };
  const hits = [...directory.people.values()].flatMap((person) => {
    const held = person.enabled ? person.holdings.find(wanted) : undefined;
    const rank = held ? answersTo(person, sought) : 0;
    return held && rank ? [{ person, held, rank }] : [];
  });
  const best = hits.toSorted((a, b) => b.rank - a.rank || (a.person.username < b.person.username ? -1 : 1)).slice(0, MOST);
  return { people: best.map(({ person, held }) => found(person, held, directory, language)) };
};

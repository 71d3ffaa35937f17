import type { Directory } from '@chancery/domain';
import type { Matter } from '../matter';
import type { WalkContext, WalkKind } from './types';

/** From the lowest superior to the substitute that a company names (OP-730). */
const line = ['dept-head', 'leader-in-charge', 'gm', 'chairman', 'substitute'];

/** Who may not decide: the applicant, with the enterer where the kind is strict (OP-730, OP-732). Nobody when the office applied (OP-737). */
export function barred(matter: Pick<Matter, 'applicant' | 'enterer'>, kind: WalkKind): Set<string> {
  if (matter.applicant === 'office' || matter.applicant === 'system') return new Set();
  return new Set(kind.strictEnterer ? [matter.applicant, matter.enterer] : [matter.applicant]);
}

/** The next superior of a person who may act: holders of the first post above the person's own that has any. Empty: none. */
export function superiors(
  person: string,
  place: { company: string; department: string },
  directory: Directory,
  not: ReadonlySet<string> = new Set(),
): string[] {
  const own = directory.posts(person, place.company);
  const level = Math.max(-1, ...own.map((post) => line.indexOf(post)));
  for (const post of line.slice(level + 1)) {
    const ofDepartment = post === 'dept-head' || post === 'leader-in-charge';
    if (ofDepartment && !place.department) continue;
    const people = directory
      .holders(post, ofDepartment ? place : { company: place.company })
      .map((one) => one.id)
      .filter((one) => one !== person && !not.has(one));
    if (people.length > 0) return people;
  }
  return [];
}

/** Process administrators of a company; its own first, then headquarters' (OP-536 says so for voiding). */
export function administrators(company: string, directory: Directory, not: ReadonlySet<string> = new Set()): string[] {
  const of = (where: string | undefined): string[] => (where ? directory.holders('admin', { company: where }).map((one) => one.id) : []);
  const own = of(company);
  const free = own.filter((one) => !not.has(one));
  if (free.length > 0) return free;
  const above = of(directory.headquarters()?.id).filter((one) => !not.has(one));
  return above.length > 0 ? above : own;
}

/** The office that stands for the applicant of a matter opened by event (OP-840, OP-845). */
export const office = (matter: Pick<Matter, 'company'>, context: WalkContext): string[] =>
  context.directory.holders(context.kind.office ?? 'clerk', { company: matter.company }).map((one) => one.id);

/** Applicant and enterer, or the office; `system` is told nothing (OP-845). */
export function applicants(matter: Matter, context: WalkContext): string[] {
  if (matter.applicant === 'system') return [];
  if (matter.applicant === 'office') return office(matter, context);
  return matter.enterer === matter.applicant || matter.enterer === 'system' ? [matter.applicant] : [matter.applicant, matter.enterer];
}

/** Who revises: the applicant, or the office post (OP-843); after leaving, the superior (OP-709). */
export function revisers(matter: Matter, context: WalkContext): string[] {
  if (matter.applicant === 'office' || matter.applicant === 'system') return office(matter, context);
  if (context.directory.people.get(matter.applicant)?.enabled) return [matter.applicant];
  return superiors(matter.applicant, matter, context.directory);
}

export const isAdministrator = (person: string, matter: Matter, directory: Directory): boolean =>
  directory.holders('admin', { company: matter.company }).some((one) => one.id === person);

export const isClerk = (person: string, matter: Matter, directory: Directory): boolean =>
  directory.holders('clerk', { company: matter.company }).some((one) => one.id === person);

import type { Directory, Person } from '@chancery/domain';
import type { Register, RegisterSight } from './register';

/** Group scope as the manifest states it (ORG-04): a post × the registers that it opens. */
export interface RegisterScope {
  post: string;
  registers: string[];
  reach: 'own' | 'below';
}

const LEVELS = ['public', 'internal', 'commercial-secret', 'core-commercial-secret'] as const;

/** Levels that a clearance covers, as registers store them; the empty word is 内部 internal. `paper-only` lines say nothing (SEC-01). */
export function levelsFor(clearance: Person['clearance']): string[] {
  const covered = LEVELS.slice(0, LEVELS.indexOf(clearance) + 1) as string[];
  return covered.includes('internal') ? [...covered, '', 'paper-only'] : covered;
}

/**
 * What the person may see of the register in the company (ORG-04, ORG-09, SEC-02): all lines by one of the register's posts there or by
 * a scope that reaches the company, up to the person's clearance; else only lines of matters that the person sees.
 */
export function registerSight(register: Register, who: { person: string; company: string; directory: Directory; scopes: RegisterScope[] }): RegisterSight {
  const { person, company, directory, scopes } = who;
  const one = directory.people.get(person);
  if (!one?.enabled) return { person, all: false };
  const opens = one.holdings.some((holding) => {
    if (holding.companyId === company && register.posts.includes(holding.post)) return true;
    return scopes.some(
      (scope) =>
        scope.post === holding.post && scope.registers.includes(register.register) && (holding.companyId === company || (scope.reach === 'below' && directory.covers(holding.companyId, company))),
    );
  });
  return { person, all: opens, levels: levelsFor(one.clearance) };
}

import type { Directory } from '@chancery/domain';
import type { KindScope } from './options';

const LEVELS = ['public', 'internal', 'commercial-secret', 'core-commercial-secret'] as const;

/** Kinds and levels that the person's posts open in the company, besides what the person takes part in (ORG-04, ORG-09, SEC-02). */
export interface Reach {
  kinds: string[];
  /** As the form has them: '' is internal. */
  levels: string[];
}

/** 可见范围 — worked out from the directory at each call: sight that is lost is lost at once (OP-021). */
export function reachOf(person: string, company: string, directory: Directory, scopes: KindScope[]): Reach {
  const who = directory.people.get(person);
  if (!who?.enabled) return { kinds: [], levels: [] };
  const holds = (scope: KindScope): boolean =>
    who.holdings.some((one) => one.post === scope.post && (one.companyId === company || (scope.reach === 'below' && directory.covers(one.companyId, company))));
  const cleared = LEVELS.slice(0, LEVELS.indexOf(who.clearance) + 1).map((one) => (one === 'internal' ? '' : one));
  return { kinds: [...new Set(scopes.filter(holds).flatMap((one) => one.kinds))], levels: who.clearance === 'public' ? cleared : [...cleared, 'internal', 'paper-only'] };
}

export const opens = (reach: Reach, kind: string, secrecy: string): boolean => reach.kinds.includes(kind) && reach.levels.includes(secrecy);

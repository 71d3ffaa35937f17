import type { Directory } from '@chancery/domain';

/** Posts whose group scope lets their holders look into the companies below their own (ORG-04); what they open is each service's list. */
export const scopedPosts = ['group-leader', 'auditor', 'archivist', 'contract-admin'];

/** Companies that the person reaches by group scope: those below a company where the person holds such a post. */
export function reachOf(directory: Directory, person: string): Set<string> {
  const from = (directory.people.get(person)?.holdings ?? [])
    .filter((holding) => scopedPosts.includes(holding.post))
    .map((holding) => holding.companyId);
  return new Set([...directory.companies.keys()].filter((company) => from.some((above) => above !== company && directory.covers(above, company))));
}

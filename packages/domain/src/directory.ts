/** A company of the group (公司), as the directory tells it. */
export interface Company {
  id: string;
  code: string;
  name: string;
  shortName: string;
  nameEn: string;
  /** Empty at the root, which is headquarters. */
  parentId: string;
  state: 'active' | 'closing' | 'dissolved';
  /** 机关代字 */
  agencyMark: string;
  /** Name in the red head, as 衡川集团有限公司. */
  issuerMark: string;
}

export interface Department {
  id: string;
  companyId: string;
  code: string;
  name: string;
  nameEn: string;
}

/** One post that a person holds (任职). `departmentId` is empty for a post of the company itself. */
export interface Holding {
  companyId: string;
  departmentId: string;
  /** Word of flows.md: `clerk`, `director`, `dept-head`, `leader-in-charge`, `gm` …; `staff` for a plain member. */
  post: string;
  /** Departments that a leader in charge is answerable for. */
  departments: string[];
  title: string;
  titleEn: string;
}

export interface Person {
  id: string;
  username: string;
  name: string;
  nameEn: string;
  enabled: boolean;
  holdings: Holding[];
  /** Highest level that the person may read (SEC-02). */
  clearance: 'public' | 'internal' | 'commercial-secret' | 'core-commercial-secret';
}

/** Where a post is looked for: in a company, and there in a department or for one. */
export interface Place {
  company: string;
  department?: string;
}

/**
 * 组织 — the whole directory at one revision, in memory, read-only. People are resolved from it; a decision checks that the revision
 * it used is still the database's (architecture §5).
 *
 * @example directory.holders('dept-head', { company, department }).map((who) => who.id)
 */
export class Directory {
  private readonly byPost = new Map<string, Person[]>();

  constructor(
    readonly revision: number,
    readonly companies: ReadonlyMap<string, Company>,
    readonly departments: ReadonlyMap<string, Department>,
    readonly people: ReadonlyMap<string, Person>,
  ) {
    for (const one of people.values())
      for (const holding of one.holdings) {
        const key = `${holding.companyId}/${holding.post}`;
        const holders = this.byPost.get(key) ?? [];
        if (!holders.includes(one)) holders.push(one);
        this.byPost.set(key, holders);
      }
  }

  static of(revision: number, companies: Company[], departments: Department[], people: Person[]): Directory {
    const keyed = <T extends { id: string }>(list: T[]): Map<string, T> => new Map(list.map((one) => [one.id, one]));
    return new Directory(revision, keyed(companies), keyed(departments), keyed(people));
  }

  /**
   * Enabled people who hold the post at the place, in a stable order. With a department: holders in that department, or
   * leaders answerable for it; without one: every holder of the post in the company.
   */
  holders(post: string, place: Place): Person[] {
    return (this.byPost.get(`${place.company}/${post}`) ?? []).filter(
      (one) =>
        one.enabled &&
        one.holdings.some(
          (holding) =>
            holding.companyId === place.company &&
            holding.post === post &&
            (!place.department || holding.departmentId === place.department || holding.departments.includes(place.department)),
        ),
    );
  }

  /** Does the enabled person hold any post in the company (APR-03, ORG-03). */
  belongs(person: string, company: string): boolean {
    const one = this.people.get(person);
    return !!one?.enabled && one.holdings.some((holding) => holding.companyId === company);
  }

  /** Posts that the person holds in the company, as words. */
  posts(person: string, company: string): string[] {
    return (this.people.get(person)?.holdings ?? []).filter((holding) => holding.companyId === company).map((holding) => holding.post);
  }

  /** The person's own department in the company: that of the first post that has one. */
  departmentOf(person: string, company: string): string | undefined {
    return this.people.get(person)?.holdings.find((holding) => holding.companyId === company && holding.departmentId)?.departmentId;
  }

  /** Headquarters: the company at the root (ORG-01). */
  headquarters(): Company | undefined {
    for (const company of this.companies.values()) if (!company.parentId) return company;
    return undefined;
  }

  /** How `other` stands to `company` in the tree: its superior (上级), subordinate (下级) or peer (平级). */
  relation(company: string, other: string): 'superior' | 'subordinate' | 'peer' {
    if (this.above(company).includes(other)) return 'superior';
    if (this.above(other).includes(company)) return 'subordinate';
    return 'peer';
  }

  /** The companies above, nearest first. */
  above(company: string): string[] {
    const chain: string[] = [];
    for (let up = this.companies.get(company)?.parentId; up && !chain.includes(up); up = this.companies.get(up)?.parentId) chain.push(up);
    return chain;
  }

  /** Is `below` the company itself or one below it. */
  covers(company: string, below: string): boolean {
    return company === below || this.above(below).includes(company);
  }
}

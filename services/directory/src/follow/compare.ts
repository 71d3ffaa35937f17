import type { Company, Department, Organisation, Person } from '@chancery/domain';

export type EntryKind = 'company' | 'department' | 'person';
export type EntryBody = Company | Department | Person;

export interface Entry {
  kind: EntryKind;
  id: string;
  /** Null: gone. */
  body: EntryBody | null;
}

export interface Comparison {
  /** What changed, companies first, so that whoever reads in order knows where a person belongs. */
  changes: Entry[];
  /** Ids of people who held a post and were enabled, and no longer would. */
  lost: string[];
  total: number;
}

/** The same text for the same entry, whatever the order of its keys (a stored one comes back in the database's order). */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );

const keyed = (entries: Entry[]): Map<string, Entry> => new Map(entries.map((entry) => [`${entry.kind}/${entry.id}`, entry]));
const isActive = ({ kind, body }: Entry): boolean => kind === 'person' && !!body && (body as Person).enabled;

/** The entries of an organisation. A person who is disabled stays in it, without being able to act: old papers keep their names. */
export function entriesOf({ companies, departments, people }: Organisation): Entry[] {
  const entry = (kind: EntryKind) => (body: EntryBody) => ({ kind, id: body.id, body });
  return [...companies.map(entry('company')), ...departments.map(entry('department')), ...people.map(entry('person'))];
}

/** What the stored directory lacks of the one just read (pure). */
export function compare(stored: Entry[], read: Entry[]): Comparison {
  const before = keyed(stored);
  const after = keyed(read);
  const changed = read.filter((entry) => textOf(before.get(`${entry.kind}/${entry.id}`)?.body) !== textOf(entry.body));
  const gone = stored.filter((entry) => entry.body && !after.has(`${entry.kind}/${entry.id}`)).map(({ kind, id }) => ({ kind, id, body: null }));
  const active = stored.filter(isActive);
  const lost = active.filter(({ id }) => {
    const now = after.get(`person/${id}`);
    return !now || !isActive(now);
  });
  return { changes: [...changed, ...gone], lost: lost.map(({ id }) => id).sort(), total: active.length };
}

import { type Company, type Department, Directory, type Person } from '@chancery/domain';

interface Line {
  now: number;
  kind: 'company' | 'department' | 'person' | null;
  id: string | null;
  value: unknown;
}

/** A pool, or anything that runs one statement outside a transaction. */
export interface DirectoryReader {
  query<R extends object>(text: string, values: unknown[]): Promise<{ rows: R[] }>;
}

/** The revision and what changed since, in one statement: both belong to the same moment. */
const changes = `
  SELECT r.revision::bigint AS now, d.kind, d.id, d.body->'value' AS value
  FROM kit.directory_revision r LEFT JOIN kit.directory d ON d.revision > $1`;

export interface DirectorySnapshot {
  /** The directory as last read. Empty until the first entries have come. */
  current(): Directory;
  /** Reads what changed and answers the newest directory, at least of the revision that a transaction saw. Calls share a read. */
  reload(atLeast?: number): Promise<Directory>;
  /** Resolves when companies and people are there and nothing new has come for a moment. @throws the signal's reason. */
  waitForFirst(signal?: AbortSignal): Promise<Directory>;
  /** Stops looking for news. */
  stop(): void;
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms).unref());

/**
 * 组织快照 — the service's copy of the directory in memory, by revision (architecture §5). Looks for news every `every`
 * milliseconds; a decision that finds a newer revision in its transaction calls `reload` and walks again.
 *
 * @example const snapshot = directorySnapshot(database.pool); await snapshot.waitForFirst(); snapshot.current().holders('clerk', { company });
 */
export function directorySnapshot(reader: DirectoryReader, { every = 500 }: { every?: number } = {}): DirectorySnapshot {
  const companies = new Map<string, Company>();
  const departments = new Map<string, Department>();
  const people = new Map<string, Person>();
  const books = { company: companies, department: departments, person: people } as { [kind: string]: Map<string, unknown> };
  let directory = new Directory(0, new Map(), new Map(), new Map());
  let reading: Promise<Directory> | undefined;

  async function read(): Promise<Directory> {
    const { rows } = await reader.query<Line>(changes, [directory.revision]);
    const now = Number(rows[0]?.now ?? 0);
    if (now === directory.revision) return directory;
    for (const { kind, id, value } of rows) {
      if (!kind || !id) continue;
      if (value) books[kind]?.set(id, value);
      else books[kind]?.delete(id);
    }
    // Readers keep the copy that they began with: each revision is an object of its own.
    directory = new Directory(now, new Map(companies), new Map(departments), new Map(people));
    return directory;
  }

  const share = (): Promise<Directory> => {
    reading ??= read().finally(() => (reading = undefined));
    return reading;
  };
  const reload = async (atLeast = 0): Promise<Directory> => {
    const found = await share();
    // The shared read may have begun before that revision was committed.
    return found.revision < atLeast ? share() : found;
  };
  // A database that is away for a moment is asked again at the next turn; the decision's own check refuses meanwhile.
  const timer = setInterval(() => void reload().catch(() => undefined), every);
  timer.unref();

  return {
    current: () => directory,
    reload,
    waitForFirst: async (signal) => {
      for (let seen = -1; ; await sleep(200)) {
        signal?.throwIfAborted();
        const { revision } = await reload();
        if (companies.size && people.size && revision === seen) return directory;
        seen = revision;
      }
    },
    stop: () => clearInterval(timer),
  };
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Migrations of one part, kept apart in a SQL schema of its own with its own `_prisma_migrations`. */
export interface MigrationSource {
  schema: string;
  folder: string;
}

export interface Migration {
  name: string;
  /** SHA-256 of the file, as Prisma computes it. */
  checksum: string;
  sql: string;
}

/** Folder `migrations` of an installed package of ours, whether its sources or its build are running. */
const ofPackage = (entry: string): string => join(dirname(entry), '..', 'migrations');

/** What every service's database gets, in order: kit, approval, then the service's own. */
export function sourcesOf(own?: string): MigrationSource[] {
  return [
    { schema: 'kit', folder: join(__dirname, '..', '..', 'migrations') },
    { schema: 'approval', folder: ofPackage(require.resolve('@chancery/approval')) },
    ...(own ? [{ schema: 'public', folder: own }] : []),
  ];
}

/** Reads `<time>_<name>/migration.sql` of a folder, in order. A folder that is not there has none. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory() && /^\d{14}_\w+$/.test(entry.name)).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, checksum: createHash('sha256').update(sql).digest('hex'), sql };
    }),
  );
}

/** One hash over everything that makes a database: a template is good as long as it is the same. */
export async function fingerprint(sources: MigrationSource[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { schema, folder } of sources) for (const { name, checksum } of await readMigrations(folder)) hash.update(`${schema}/${name}/${checksum}\n`);
  return hash.digest('hex');
}

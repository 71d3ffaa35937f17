import type { Database } from '@chancery/service';
import type pg from 'pg';

/** What a suite says of its service: `{ name: 'docs', migrations: join(__dirname, '../prisma/migrations') }` or the manifest itself. */
export interface TestedService {
  name: string;
  /** Folder of the service's own migrations, Prisma's layout; kit and approval come before it by themselves. */
  migrations?: string;
  prisma?: (adapter: never) => unknown;
}

export type RoleName = 'owner' | 'app' | 'relay' | 'clock' | 'directory' | 'check' | 'consumer' | 'worker';

/**
 * A database of the suite's own: a clone of the service's migrated template, connected as the application role, RLS on.
 *
 * @example const db = await testDatabase({ name: 'docs', migrations }); … await db.inCompany({ company, actor }, work); … await db.close();
 */
export interface TestDatabase extends Database {
  /** Name of the clone. */
  name: string;
  /** A pool as one of the service's roles (`relay`, `clock`, `owner` …); closed with the database. */
  as(role: RoleName): pg.Pool;
  /** A pool as the superuser: to break what nobody may break. */
  superuser(): pg.Pool;
}

export declare function testDatabase(service: TestedService): Promise<TestDatabase>;

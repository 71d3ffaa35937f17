import { randomBytes } from 'node:crypto';
import { createDatabase, fingerprint, keptPasswords, openPool, openTo, prepareDatabase, roleOf, sourcesOf, type Admin, type Connection, type Database, type MigrationSource, type Passwords, type RoleName } from '@chancery/service';
import pg from 'pg';
import { alive, cluster } from './cluster';

/** What a suite says of its service: `{ name: 'docs', migrations: join(__dirname, '../prisma/migrations') }` or the manifest itself. */
export interface TestedService {
  name: string;
  /** Folder of the service's own migrations, Prisma's layout; kit and approval come before it by themselves. */
  migrations?: string;
  prisma?: (adapter: never) => unknown;
  /** In place of kit, approval and own: a database that is no service's (the bus). */
  sources?: MigrationSource[];
}

/**
 * A database of the suite's own: a clone of the service's migrated template, connected as the application role, RLS on.
 *
 * @example const db = await testDatabase({ name: 'docs', migrations }); … await db.inCompany({ company, actor }, work); … await db.close();
 */
export interface TestDatabase extends Database {
  /** Name of the clone. */
  name: string;
  /** How to connect as one of the service's roles. */
  connection(role: RoleName): Connection;
  /** A pool as one of the service's roles (`relay`, `clock`, `owner` …); closed with the database. */
  as(role: RoleName): pg.Pool;
  /** A pool as the superuser: to break what nobody may break. */
  superuser(): pg.Pool;
  /** A second database handle on the same clone: another replica of the service. */
  replica(): Database;
}

const LOCK = 7_241_826;
const TEMPLATES_KEPT = 2;

/** Makes the clone (about 0.1 s; the template once per state of the migrations, about a second). */
export async function testDatabase(service: TestedService): Promise<TestDatabase> {
  const { admin, secrets } = await cluster();
  const passwords = keptPasswords(secrets);
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(admin, async (client) => {
    await sweep(client);
    const template = await templateOf(client, admin, service, service.sources ?? sourcesOf(service.migrations), passwords);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${client.escapeIdentifier(roleOf(service.name, 'owner'))}`);
    await openTo(client, service.name, name);
  });
  const secret = new Map<RoleName, string>();
  for (const role of ['owner', 'app', 'relay', 'clock', 'directory', 'check', 'consumer', 'worker'] as const) secret.set(role, await passwords(roleOf(service.name, role)));

  const pools: pg.Pool[] = [];
  const handles: Database[] = [];
  const at = (user: string, password: string): Connection => ({ host: admin.host, port: admin.port, database: name, user, password });
  const opened = (user: string, password: string): pg.Pool => {
    const pool = openPool(at(user, password), { max: 4 });
    pools.push(pool);
    return pool;
  };
  const replica = (): Database => {
    const handle = createDatabase({ connection: at(roleOf(service.name, 'app'), secret.get('app') ?? ''), prisma: service.prisma });
    handles.push(handle);
    return handle;
  };
  const first = replica();
  return {
    ...first,
    name,
    connection: (role) => at(roleOf(service.name, role), secret.get(role) ?? ''),
    as: (role) => opened(roleOf(service.name, role), secret.get(role) ?? ''),
    superuser: () => opened(admin.user, admin.password),
    replica,
    close: async () => {
      await Promise.all([...pools.map((pool) => pool.end()), ...handles.map((handle) => handle.close())]);
      await onServer(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

async function onServer<T>(admin: Admin, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...admin, database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Clones of test processes that were killed. */
async function sweep(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>("SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+_'");
  for (const { datname } of rows) if (!alive(Number(datname.split('_')[1]))) await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
}

async function templateOf(client: pg.Client, admin: Admin, service: TestedService, sources: MigrationSource[], passwords: Passwords): Promise<string> {
  const stem = `template_${service.name.replaceAll('-', '_')}_`;
  const name = stem + (await fingerprint(sources)).slice(0, 12);
  const { rows } = await client.query<{ datname: string; whole: boolean }>('SELECT datname, datistemplate AS whole FROM pg_database WHERE starts_with(datname, $1) ORDER BY oid DESC', [stem]);
  if (rows.some((row) => row.datname === name && row.whole)) return name;
  const old = rows.filter((row) => row.datname === name || !row.whole).concat(rows.filter((row) => row.datname !== name && row.whole).slice(TEMPLATES_KEPT));
  for (const { datname } of old) {
    await client.query(`ALTER DATABASE ${client.escapeIdentifier(datname)} IS_TEMPLATE false`);
    await client.query(`DROP DATABASE ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  }
  await prepareDatabase({ admin, service: service.name, passwords, database: name, sources });
  // Marked as a template only when whole: one that was left half made is made anew.
  await client.query(`ALTER DATABASE ${client.escapeIdentifier(name)} IS_TEMPLATE true`);
  return name;
}

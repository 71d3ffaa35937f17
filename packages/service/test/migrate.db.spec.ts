import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentPasswords, keptPasswords, migrate, prepareDatabase, readMigrations, roleOf, type Connection, type MigrationSource } from '@chancery/service';
import { cluster, testDatabase } from '@chancery/testing';
import pg from 'pg';

const folder = mkdtempSync(join(tmpdir(), 'migrate-'));
const service = `m${randomBytes(4).toString('hex')}`;
const sources: MigrationSource[] = [{ schema: 'thing', folder }];
let connection: Connection;
let admin: pg.Client;

const write = (name: string, sql: string): void => {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
};
const ask = async <T>(text: string): Promise<T[]> => {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query<T & pg.QueryResultRow>(text)).rows;
  } finally {
    await client.end();
  }
};
const again = (): Promise<string[]> => migrate({ connection, service, sources });

beforeAll(async () => {
  const { admin: server, secrets } = await cluster();
  admin = new pg.Client({ ...server, database: 'postgres' });
  await admin.connect();
  write('20260101000000_first', 'CREATE TABLE thing.one (x int); GRANT SELECT ON thing.one TO {{app}}; GRANT USAGE ON SCHEMA thing TO {{app}};');
  const prepare = () => prepareDatabase({ admin: server, service, passwords: keptPasswords(secrets), sources });
  // Replicas start together.
  const [prepared] = await Promise.all([prepare(), prepare(), prepare()]);
  connection = await prepared.as('owner');
}, 90_000);
afterAll(async () => {
  await admin.query(`DROP DATABASE chancery_${service} WITH (FORCE)`);
  for (const role of ['owner', 'app', 'relay', 'clock', 'directory', 'check', 'consumer', 'worker'] as const) await admin.query(`DROP ROLE ${roleOf(service, role)}`);
  await admin.end();
  rmSync(folder, { recursive: true, force: true });
});

test('each migration is applied once, also by three at once, and noted as Prisma does', async () => {
  const [first] = await readMigrations(folder);
  const noted = await ask<Record<string, unknown>>('SELECT * FROM thing._prisma_migrations');
  expect(noted).toEqual([
    { id: expect.stringMatching(/^[0-9a-f-]{36}$/), checksum: first?.checksum, finished_at: expect.any(Date), migration_name: '20260101000000_first', logs: null, rolled_back_at: null, started_at: expect.any(Date), applied_steps_count: 1 },
  ]);
  expect(await again()).toEqual([]);
});

test("the places of roles become the service's roles; a place that is no role is refused", async () => {
  expect(await ask(`SELECT grantee FROM information_schema.role_table_grants WHERE table_schema = 'thing' AND privilege_type = 'SELECT' AND grantee <> '${service}_owner'`)).toEqual([{ grantee: `${service}_app` }]);
  write('20260102000000_wrong', 'GRANT SELECT ON thing.one TO {{nobody}}');
  await expect(again()).rejects.toThrow('migration thing/20260102000000_wrong failed: {{nobody}} is no role');
  rmSync(join(folder, '20260102000000_wrong'), { recursive: true });
});

test('a migration that fails leaves nothing, and is named', async () => {
  write('20260103000000_half', 'CREATE TABLE thing.half (x int); SELECT 1 / 0;');
  await expect(again()).rejects.toThrow('migration thing/20260103000000_half failed: division by zero');
  expect(await ask("SELECT to_regclass('thing.half') AS half")).toEqual([{ half: null }]);
  write('20260103000000_half', 'CREATE TABLE thing.half (x int);');
  expect(await again()).toEqual(['thing/20260103000000_half']);
});

test('an edited migration is refused; one that the folder does not know too', async () => {
  write('20260103000000_half', 'CREATE TABLE thing.half (x bigint);');
  await expect(again()).rejects.toThrow('20260103000000_half was edited after it had been applied');
  rmSync(join(folder, '20260103000000_half'), { recursive: true });
  await expect(again()).rejects.toThrow('20260103000000_half is in the database and not in the folder');
  write('20260103000000_half', 'CREATE TABLE thing.half (x int);');
  expect(await again()).toEqual([]);
});

test('passwords are kept for the owner alone, or come from the environment, or are asked for by name', async () => {
  const secrets = join(folder, 'secrets');
  const kept = keptPasswords(secrets);
  const first = await kept('docs_app');
  expect(first).toHaveLength(32);
  expect(await keptPasswords(secrets)('docs_app')).toBe(first);
  expect(await kept('docs_relay')).not.toBe(first);
  for (const name of readdirSync(secrets)) expect(statSync(join(secrets, name)).mode & 0o077).toBe(0);
  rmSync(secrets, { recursive: true });
  expect(await environmentPasswords({ CHANCERY_DB_PASSWORD_DOCS_APP: 'secret' })('docs_app')).toBe('secret');
  await expect(environmentPasswords({})('docs_app')).rejects.toThrow('CHANCERY_DB_PASSWORD_DOCS_APP');
});

test('a clone is as its template: migrated, and nobody else may connect', async () => {
  const db = await testDatabase({ name: 'kit' });
  expect((await db.as('owner').query('SELECT FROM kit._prisma_migrations')).rowCount).toBe(1);
  const { rows } = await db.superuser().query("SELECT has_database_privilege('public', current_database(), 'CONNECT') AS open");
  expect(rows).toEqual([{ open: false }]);
  await db.close();
  expect((await admin.query('SELECT FROM pg_database WHERE datname = $1', [db.name])).rowCount).toBe(0);
}, 60_000);

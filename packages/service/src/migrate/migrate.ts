import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Connection } from '../company';
import { readMigrations, type Migration, type MigrationSource } from './migrations';
import { roleOf, ROLES, type RoleName } from './roles';

const LOCK = 7_241_824;

const table = (schema: string): string => `"${schema}"._prisma_migrations`;

/** The table as Prisma's own CLI makes it, so that users may go on with that. */
const make = (schema: string): string => `
  CREATE SCHEMA IF NOT EXISTS "${schema}";
  CREATE TABLE IF NOT EXISTS ${table(schema)} (
    id                  varchar(36)  PRIMARY KEY NOT NULL,
    checksum            varchar(64)  NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz  NOT NULL DEFAULT now(),
    applied_steps_count integer      NOT NULL DEFAULT 0
  )`;

/** Puts the service's role names into the places `{{app}}`, `{{relay}}` … @throws Error on a place that is no role. */
export function placeRoles(sql: string, service: string): string {
  return sql.replace(/\{\{(\w+)\}\}/g, (place, role: string) => {
    if (!ROLES.includes(role as RoleName)) throw new Error(`${place} is no role`);
    return `"${roleOf(service, role as RoleName)}"`;
  });
}

/**
 * Applies what is missing, as the owner: one transaction each, under one lock, so that replicas may start together.
 *
 * @throws Error naming the migration when one was edited after it had been applied, is missing from the folder, or fails.
 * @returns names of those applied now.
 */
export async function migrate({ connection, service, sources }: { connection: Connection; service: string; sources: MigrationSource[] }): Promise<string[]> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  const applied: string[] = [];
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    for (const { schema, folder } of sources) {
      const migrations = await readMigrations(folder);
      await client.query(make(schema));
      for (const migration of await missing(client, schema, migrations)) {
        await apply(client, schema, migration, service);
        applied.push(`${schema}/${migration.name}`);
      }
    }
  } finally {
    await client.end();
  }
  return applied;
}

async function missing(client: pg.Client, schema: string, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM ${table(schema)} WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const done = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  for (const name of done.keys())
    if (!migrations.some((one) => one.name === name)) throw new Error(`migration ${schema}/${name} is in the database and not in the folder: an older release on a newer database?`);
  for (const one of migrations)
    if (done.has(one.name) && done.get(one.name) !== one.checksum) throw new Error(`migration ${schema}/${one.name} was edited after it had been applied: write a new one instead`);
  return migrations.filter((one) => !done.has(one.name));
}

async function apply(client: pg.Client, schema: string, { name, checksum, sql }: Migration, service: string): Promise<void> {
  const started = new Date();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL search_path TO "${schema}"`);
    await client.query(placeRoles(sql, service));
    await client.query(`INSERT INTO ${table(schema)} (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`, [
      randomUUID(),
      checksum,
      name,
      started,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new Error(`migration ${schema}/${name} failed: ${(error as Error).message}`, { cause: error });
  }
}

import { randomUUID } from 'node:crypto';
import { person } from '@chancery/domain';
import { ROLES, type RoleName } from '@chancery/service';
import { readTables, testDatabase, type Table, type TestDatabase } from '@chancery/testing';
import type pg from 'pg';

let db: TestDatabase;
let tables: Table[];
beforeAll(async () => {
  db = await testDatabase({ name: 'kit' });
  tables = await readTables(db.superuser(), 'kit');
  const company = randomUUID();
  await db.inCompany({ company, actor: person('p') }, async (tx) => {
    await tx.sql('t.out', 'INSERT INTO kit.outbox (company_id, topic, key, type, payload) VALUES ($1, $2, $2, $2, $2)', [company, 'x']);
    await tx.sql('t.job', 'INSERT INTO kit.job (company_id, type, value) VALUES ($1, $2, $3)', [company, 'x', '{}']);
  });
}, 90_000);
afterAll(() => db.close());

/** What each piece of machinery needs for its one job, and every table right beyond it is denied. */
const jobs: Record<Exclude<RoleName, 'owner' | 'app'>, { does: string[]; rights: Record<string, string[]> }> = {
  relay: {
    does: ['SELECT seq, payload FROM kit.outbox ORDER BY seq', "DELETE FROM kit.outbox WHERE seq = ANY ('{1}')"],
    rights: { 'kit.outbox': ['SELECT', 'DELETE'] },
  },
  clock: {
    does: [
      'UPDATE approval.open_task SET claimed_until = kit.now() WHERE alarm_at <= kit.now() RETURNING company_id, matter_id, id',
      'UPDATE approval.timer SET claimed_until = kit.now() WHERE due_at <= kit.now() RETURNING company_id, key',
    ],
    rights: { 'approval.open_task': ['SELECT', 'UPDATE'], 'approval.timer': ['SELECT', 'UPDATE'], 'kit.directory': ['SELECT'], 'kit.directory_revision': ['SELECT'] },
  },
  directory: {
    does: [
      "INSERT INTO kit.directory (kind, id, body, revision) VALUES ('person', 'x', '{}', 1)",
      'UPDATE kit.directory_revision SET revision = revision + 1',
      "DELETE FROM kit.directory WHERE id = 'x'",
    ],
    rights: { 'kit.directory': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], 'kit.directory_revision': ['SELECT', 'UPDATE'] },
  },
  consumer: {
    does: ["INSERT INTO kit.inbox (consumer, event_id) VALUES ('c', 'e')", "DELETE FROM kit.inbox WHERE at < now() - interval '30 days'", 'SELECT * FROM kit.parked', 'SELECT * FROM kit.parked_log'],
    rights: { 'kit.inbox': ['SELECT', 'INSERT', 'DELETE'], 'kit.parked': ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], 'kit.parked_log': ['SELECT', 'INSERT'] },
  },
  worker: {
    does: ["UPDATE kit.job SET attempts = attempts + 1 WHERE state = 'waiting' RETURNING company_id", 'DELETE FROM kit.job'],
    rights: { 'kit.job': ['SELECT', 'UPDATE', 'DELETE'], 'kit.directory': ['SELECT'], 'kit.directory_revision': ['SELECT'] },
  },
  check: { does: ['SELECT 1'], rights: {} },
};

const statements = (table: Table): Record<string, string> => ({
  SELECT: `SELECT 1 FROM ${table.name}`,
  INSERT: `INSERT INTO ${table.name} DEFAULT VALUES`,
  UPDATE: `UPDATE ${table.name} SET "${table.columns.find(({ name }) => name !== 'seq' && name !== 'id')?.name}" = NULL`,
  DELETE: `DELETE FROM ${table.name}`,
  TRUNCATE: `TRUNCATE ${table.name}`,
});
const refused = async (pool: pg.Pool, text: string): Promise<boolean> => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(text);
    return false;
  } catch (error) {
    return (error as { code?: string }).code === '42501';
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
};

test.each(Object.entries(jobs))('[ORG-03] the role %s does its one job and nothing else', async (role, { does, rights }) => {
  const pool = db.as(role as RoleName);
  for (const text of does) await pool.query(text);
  const open: string[] = [];
  for (const table of tables)
    for (const [right, text] of Object.entries(statements(table))) if (!rights[table.name]?.includes(right) && !(await refused(pool, text))) open.push(`${right} on ${table.name}`);
  expect(open).toEqual([]);
}, 30_000);

test.each(ROLES.filter((role) => role !== 'owner'))('[ORG-03] the role %s makes no tables, not even temporary ones, and takes no other role', async (role) => {
  const pool = db.as(role);
  for (const text of ['CREATE TABLE mine (x int)', 'CREATE TABLE kit.mine (x int)', 'CREATE TEMPORARY TABLE mine (x int)', 'CREATE SCHEMA mine', 'SET ROLE kit_owner', 'ALTER TABLE kit.counter DISABLE ROW LEVEL SECURITY', 'SET session_replication_role = replica', 'CALL kit.own(\'kit.counter\')'])
    expect([text, await refused(pool, text)]).toEqual([text, true]);
});

test("[ORG-03] a service's role comes into no other service's database", async () => {
  const other = await testDatabase({ name: 'kit2' });
  try {
    const { Client } = await import('pg');
    const client = new Client({ ...db.connection('app'), database: other.name });
    await expect(client.connect()).rejects.toThrow(/permission denied for database/);
  } finally {
    await other.close();
  }
}, 60_000);

test('[ORG-03] the owner too sees no rows of companies: row-level security is forced', async () => {
  const superuser = db.superuser();
  await superuser.query("INSERT INTO kit.counter (company_id, series, year, value) VALUES (uuidv7(), 's', 2026, 1)");
  expect((await superuser.query('SELECT FROM kit.counter')).rowCount).toBe(1);
  expect((await db.as('owner').query('SELECT FROM kit.counter')).rowCount).toBe(0);
});

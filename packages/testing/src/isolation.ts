import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database';
import { readTables, type Table, type TableClass } from './tables';
import type pg from 'pg';

interface Column {
  name: string;
  type: string;
}

/** A value of the type; identifiers are random, so that rows of two companies never meet in a key by chance. */
function valueOf(type: string): unknown {
  if (type === 'uuid') return randomUUID();
  if (/\[\]$/.test(type)) return [];
  if (/^(smallint|integer|bigint|numeric|real|double)/.test(type)) return 1 + Math.floor(Math.random() * 30_000);
  if (type === 'boolean') return true;
  if (type === 'date' || /^timestamp/.test(type)) return new Date(1_700_000_000_000 + Math.floor(Math.random() * 1e9)).toISOString();
  if (type === 'bytea') return Buffer.from(randomUUID());
  if (/^json/.test(type)) return '{}';
  return randomUUID();
}

const columnsOf = async (pool: pg.Pool, table: string): Promise<Column[]> =>
  (
    await pool.query<Column>(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [table],
    )
  ).rows;

/** A row of the company, put there by the superuser: checks dropped, triggers and foreign keys asleep. Tests of the database only. */
async function seed(pool: pg.Pool, table: string, columns: Column[], company: string): Promise<Record<string, unknown>> {
  const row = Object.fromEntries(columns.map((column) => [column.name, column.name === 'company_id' ? company : valueOf(column.type)]));
  const client = await pool.connect();
  try {
    await client.query('SET session_replication_role = replica');
    const { rows } = await client.query<{ conname: string }>("SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'", [table]);
    for (const { conname } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT "${conname}"`);
    const names = columns.map((column) => `"${column.name}"`).join();
    await client.query(`INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE VALUES (${columns.map((_, n) => `$${n + 1}`).join()})`, Object.values(row));
  } finally {
    await client.query('RESET session_replication_role');
    client.release();
  }
  return row;
}

// Rights, row-level security, or a rule of the register that refuses before them; a number given by the database is nobody's to write.
const DENIED = new Set(['42501', '23514', '428C9']);

/** Statements that reach for the other company's row; each must be denied or touch nothing. */
function reaches(table: string, columns: Column[], theirs: Record<string, unknown>, readByAll: boolean): { what: string; text: string; values: unknown[] }[] {
  const names = columns.map((column) => `"${column.name}"`).join();
  const places = columns.map((_, n) => `$${n + 1}`).join();
  const values = columns.map((column) => theirs[column.name]);
  const there = theirs.company_id;
  const reads = [
    { what: 'reads', text: `SELECT 1 FROM ${table} WHERE company_id = $1`, values: [there] },
    { what: 'reads everything', text: `SELECT 1 FROM ${table}`, values: [] },
    { what: 'reads in a sub-select', text: `SELECT 1 WHERE EXISTS (SELECT FROM ${table})`, values: [] },
    { what: 'copies out', text: `COPY ${table} TO STDOUT`, values: [] },
  ];
  return [
    ...(readByAll ? [] : reads),
    { what: 'reads with a lock', text: `SELECT 1 FROM ${table} WHERE company_id = $1 FOR UPDATE`, values: [there] },
    ...columns.map((column) => ({ what: `changes ${column.name}`, text: `UPDATE ${table} SET "${column.name}" = "${column.name}" WHERE company_id = $1 RETURNING 1`, values: [there] })),
    { what: 'removes', text: `DELETE FROM ${table} WHERE company_id = $1`, values: [there] },
    { what: 'removes everything', text: `DELETE FROM ${table}`, values: [] },
    { what: 'empties', text: `TRUNCATE ${table}`, values: [] },
    { what: 'merges', text: `MERGE INTO ${table} t USING (SELECT $1::uuid AS c) s ON t.company_id = s.c WHEN MATCHED THEN DELETE`, values: [there] },
    { what: 'adds', text: `INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE VALUES (${places})`, values },
    { what: 'adds and reads back', text: `INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE VALUES (${places}) ON CONFLICT DO NOTHING RETURNING 1`, values },
  ];
}

export interface Isolation {
  /** Tables that were probed, with how many statements. */
  probed: Record<string, number>;
  /** Statements that reached another company's row. Empty in a sound database. */
  reached: string[];
}

/**
 * Reaches, as the application role in one company, for a row of another in every table that has a company, by every kind of
 * statement, and checks that the row is still what it was (ORG-03). Breaks the checks of this clone: use it for nothing else after.
 */
export async function probeIsolation(db: TestDatabase, service: string, declared: Map<string, TableClass>): Promise<Isolation> {
  const superuser = db.superuser();
  const mine = randomUUID();
  const theirs = randomUUID();
  const isolation: Isolation = { probed: {}, reached: [] };
  const tables = (await readTables(superuser, service)).filter((table) => table.columns.some((column) => column.name === 'company_id'));
  for (const table of tables) {
    const columns = await columnsOf(superuser, table.name);
    const row = await seed(superuser, table.name, columns, theirs);
    const state = async (): Promise<string> => JSON.stringify((await superuser.query(`SELECT * FROM ${table.name}`)).rows);
    const before = await state();
    const statements = reaches(table.name, columns, row, declared.get(table.name) === 'group default');
    for (const { what, text, values } of statements) {
      const touched = await attempt(db, mine, text, values);
      if (touched) isolation.reached.push(`${table.name}: ${what}: ${touched}`);
    }
    if ((await state()) !== before) isolation.reached.push(`${table.name}: rows have changed`);
    for (const told of await probeKeys(db, superuser, table, row, mine)) isolation.reached.push(told);
    isolation.probed[table.name] = statements.length;
  }
  return isolation;
}

async function attempt(db: TestDatabase, company: string, text: string, values: unknown[]): Promise<string | undefined> {
  try {
    const client = await db.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query("SELECT set_config('app.company_id', $1, true)", [company]);
      const { rowCount, command } = await client.query(text, values);
      return rowCount && !/^(BEGIN|SET)/.test(command) ? `${rowCount} rows` : undefined;
    } finally {
      await client.query('ROLLBACK').catch(() => undefined);
      client.release();
    }
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    return DENIED.has(code ?? '') ? undefined : message;
  }
}

/** A foreign key must answer the same for a row that is another company's and for one that is nowhere. */
async function probeKeys(db: TestDatabase, superuser: pg.Pool, table: Table, row: Record<string, unknown>, mine: string): Promise<string[]> {
  const told: string[] = [];
  const names = Object.keys(row);
  const insert = `INSERT INTO ${table.name} (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map((_, n) => `$${n + 1}`).join()})`;
  for (const { to } of table.references) {
    const answers: string[] = [];
    const { rows } = await superuser.query<{ mine: string; there: string }>(
      `SELECT a.attname AS mine, b.attname AS there FROM pg_constraint k, unnest(k.conkey, k.confkey) AS u (x, y), pg_attribute a, pg_attribute b
        WHERE k.conrelid = $1::regclass AND k.confrelid = $2::regclass AND k.contype = 'f' AND a.attrelid = k.conrelid AND a.attnum = u.x AND b.attrelid = k.confrelid AND b.attnum = u.y`,
      [table.name, to],
    );
    const theirs = (await superuser.query<Record<string, unknown>>(`SELECT * FROM ${to} LIMIT 1`)).rows[0] ?? {};
    for (const there of [theirs, {}]) {
      const tried = { ...row, company_id: mine };
      for (const pair of rows) if (pair.mine !== 'company_id' && pair.there in there) Object.assign(tried, { [pair.mine]: (there as Record<string, unknown>)[pair.there] });
      const client = await db.as('app').connect();
      try {
        await client.query("SELECT set_config('app.company_id', $1, false)", [mine]);
        await client.query(insert, Object.values(tried));
        answers.push('added');
      } catch (error) {
        answers.push((error as { code?: string }).code ?? (error as Error).message);
      } finally {
        client.release(true);
      }
    }
    if (answers[0] !== answers[1] || answers[0] === 'added') told.push(`${table.name}: the foreign key to ${to} answers ${answers.join(' and ')}`);
  }
  return told;
}

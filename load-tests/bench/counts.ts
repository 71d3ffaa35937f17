import type pg from 'pg';
import { approve, drain, openMany, rounded } from './measure.ts';
import type { Client } from './client.ts';
import { adminOf } from './rows.ts';
import type { MeasuredStack } from './stack-process.ts';

/** What one decision writes and asks, exact: no clock is in it. */
export interface Counts {
  statements: number;
  rows: number;
  /** Without full-page images. */
  walBytes: number;
}

// Backends hand their statistics over when they have been idle for ten seconds.
const HANDED_OVER = 11_500;
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const database = "(SELECT oid FROM pg_database WHERE datname = 'chancery_docs')";

async function totals(docs: pg.Client): Promise<{ rows: number; wal: number }> {
  const { rows } = await docs.query<{ rows: string; wal: string }>(
    `SELECT (SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables) AS rows,
            (SELECT sum(w.wal_bytes) FROM pg_stat_activity a, pg_stat_get_backend_wal(a.pid) w WHERE a.usename = 'docs_app') AS wal`,
  );
  return { rows: Number(rows[0]!.rows), wal: Number(rows[0]!.wal) };
}

/** Counts over some approvals one after another, with full-page images off: they depend on the checkpoint, not on the decision. */
export async function count(stack: MeasuredStack, client: Client, approvals: number): Promise<Counts> {
  const docs = await adminOf(stack, 'chancery_docs');
  await docs.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await docs.query('ALTER SYSTEM SET full_page_writes = off');
  await docs.query('SELECT pg_reload_conf()');
  await client.signIn();
  const matters = await openMany(client, approvals);
  await drain(stack);
  await stack.events('hold');
  await sleep(HANDED_OVER);
  const before = await totals(docs);
  await docs.query(`SELECT pg_stat_statements_reset(0, ${database}, 0)`);
  await approve(client, matters, 1);
  const decisions = approvals * 3;
  const { rows } = await docs.query<{ calls: string }>(`SELECT calls FROM pg_stat_statements WHERE dbid = ${database} AND userid = 'docs_app'::regrole AND toplevel`);
  await sleep(HANDED_OVER);
  const after = await totals(docs);
  await docs.query('ALTER SYSTEM RESET full_page_writes');
  await docs.query('SELECT pg_reload_conf()');
  await docs.end();
  // What is asked for by the clock, not by the decision (the directory's copy and the like), has calls of its own: far fewer.
  const asked = rows.reduce((sum, row) => sum + (Number(row.calls) >= approvals / 4 ? Number(row.calls) : 0), 0);
  return { statements: rounded(asked / decisions, 2), rows: rounded((after.rows - before.rows) / decisions, 2), walBytes: Math.round((after.wal - before.wal) / decisions) };
}

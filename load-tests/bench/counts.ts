import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { inFlight, type Client, type Opened } from './client.ts';
import { drain, openMany, rounded, STEPS } from './measure.ts';
import type { Stack } from './stack.ts';

/** What one decision asks and writes: counted by PostgreSQL, no clock is in it. */
export interface Counts {
  statements: number;
  rows: number;
  /** Without full-page images: they depend on the checkpoint, not on the decision. */
  walBytes: number;
}

// Sessions hand their statistics over when they have been idle for ten seconds.
const HANDED_OVER = 11_000;
const database = "(SELECT oid FROM pg_database WHERE datname = 'chancery_docs')";

interface Totals {
  rows: number;
  /** By session: one that has been idle for long may end, and has written nothing since. */
  wal: Map<number, number>;
}

async function totals(docs: pg.Client): Promise<Totals> {
  const { rows: written } = await docs.query<{ rows: string }>('SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) AS rows FROM pg_stat_user_tables');
  const { rows: wal } = await docs.query<{ pid: number; bytes: string }>("SELECT a.pid, w.wal_bytes AS bytes FROM pg_stat_activity a, pg_stat_get_backend_wal(a.pid) w WHERE a.usename = 'docs_app'");
  return { rows: Number(written[0]!.rows), wal: new Map(wal.map((one) => [one.pid, Number(one.bytes)])) };
}

/** Counts over some decisions, one after another, with nobody else at work. */
async function counted(docs: pg.Client, decisions: number, decide: () => Promise<unknown>): Promise<Counts> {
  const before = await totals(docs);
  await docs.query(`SELECT pg_stat_statements_reset(0, ${database}, 0)`);
  await decide();
  const { rows } = await docs.query<{ calls: string }>(`SELECT calls FROM pg_stat_statements WHERE dbid = ${database} AND userid = 'docs_app'::regrole AND toplevel`);
  await sleep(HANDED_OVER);
  const after = await totals(docs);
  // What is asked by the clock, not by the decision (the directory's copy and the like), has statements of its own with far fewer calls.
  const asked = rows.reduce((sum, row) => sum + (Number(row.calls) >= decisions / 12 ? Number(row.calls) : 0), 0);
  const wal = [...after.wal].reduce((sum, [pid, bytes]) => sum + bytes - (before.wal.get(pid) ?? 0), 0);
  return { statements: rounded(asked / decisions, 2), rows: rounded((after.rows - before.rows) / decisions, 2), walBytes: Math.round(wal / decisions) };
}

/** Counts of each of the three decisions and their mean: the last one, signing, writes a register line too. */
export async function count(stack: Stack, client: Client, approvals: number): Promise<Counts & { steps: Record<string, Counts> }> {
  const docs = await stack.admin('chancery_docs');
  await docs.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await docs.query('ALTER SYSTEM SET full_page_writes = off');
  await docs.query('SELECT pg_reload_conf()');
  await client.signIn();
  let matters: Opened[] = await openMany(client, approvals);
  await drain(stack, Number(matters.at(-1)!.position));
  await stack.events('hold');
  await sleep(HANDED_OVER);
  const steps: Record<string, Counts> = {};
  for (const step of STEPS) {
    const next = [...matters];
    steps[step] = await counted(docs, approvals, () => inFlight(matters, 1, async (matter, at) => void (next[at] = await client.decide(matter))));
    matters = next;
  }
  await docs.query('ALTER SYSTEM RESET full_page_writes');
  await docs.query('SELECT pg_reload_conf()');
  await docs.end();
  const mean = (name: keyof Counts, digits: number): number => rounded(STEPS.reduce((sum, step) => sum + steps[step]![name], 0) / STEPS.length, digits);
  return { statements: mean('statements', 2), rows: mean('rows', 2), walBytes: mean('walBytes', 0), steps };
}

import type pg from 'pg';
import { Office, north } from './office';

/** What one decision may cost (architecture §5). Exact: counted by PostgreSQL, on one backend of a database of our own. */
const LIMITS = { statements: 6, rows: 5, walBytes: 2600 };
const DECISIONS = 120;

let office: Office;
let admin: pg.Pool;
beforeAll(async () => {
  office = await Office.open();
  admin = office.db.superuser();
  await admin.query('CREATE EXTENSION pg_stat_statements');
});
afterAll(() => office.close());

/** Statistics reach the shared counters when the backend that has them says so. */
async function settled(): Promise<number> {
  const [row] = await office.db.inCompany({ company: north, actor: { type: 'system', because: 'job' } }, (tx) => tx.sql<{ pid: number }>('flush', 'SELECT pg_backend_pid() AS pid, pg_stat_force_next_flush()', []));
  await new Promise((done) => setTimeout(done, 50));
  return row!.pid;
}

async function counters(pid: number): Promise<{ rows: number; wal: number; hot: number; fpi: number }> {
  const { rows } = await admin.query<{ rows: string; hot: string; wal: string; fpi: string }>(
    `SELECT (SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables) AS rows,
            (SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'matter') AS hot, w.wal_bytes AS wal, w.wal_fpi AS fpi FROM pg_stat_get_backend_wal($1) w`,
    [pid],
  );
  const [row] = rows;
  return { rows: Number(row!.rows), wal: Number(row!.wal), hot: Number(row!.hot), fpi: Number(row!.fpi) };
}

test('a decision takes six statements in two round trips, five rows, and at most 2,600 bytes of log', async () => {
  const opened = [];
  for (let one = 0; one < DECISIONS; one += 1) opened.push(await office.submitted());
  // Plans and catalogues are warm before anything is counted.
  for (const matter of opened.slice(0, 20)) await office.does(matter);
  const decisions = opened.slice(20);

  const pid = await settled();
  await admin.query('SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)');
  const before = await counters(pid);
  for (const matter of decisions) await office.does(matter);
  expect(await settled()).toBe(pid);
  const after = await counters(pid);
  const { rows: statements } = await admin.query<{ query: string; calls: number }>(
    "SELECT left(query, 60) AS query, calls FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND userid = 'approval_app'::regrole AND toplevel",
  );

  const n = decisions.length;
  const asked = statements.filter((one) => Number(one.calls) >= n);
  // The one transaction that flushed the counters sends BEGIN, company and COMMIT as well.
  expect(asked.map((one) => Number(one.calls) - n).every((more) => more <= 1)).toBe(true);
  const each = { statements: asked.length, rows: (after.rows - before.rows) / n, walBytes: Math.round((after.wal - before.wal) / n), fullPages: after.fpi - before.fpi };
  const hot = (after.hot - before.hot) / n;
  process.stdout.write(`cost of a decision: ${JSON.stringify({ ...each, hot })}\n`);
  expect(each.fullPages).toBe(0);
  expect(each.statements).toBeLessThanOrEqual(LIMITS.statements);
  expect(each.rows).toBe(LIMITS.rows);
  expect(each.walBytes).toBeLessThanOrEqual(LIMITS.walBytes);
  expect(hot).toBeGreaterThan(0.9);
});

import type pg from 'pg';
import type { Matter } from '../src/matter';
import { Office, north } from './office';

/** What one decision may cost (architecture §5). Exact: counted by PostgreSQL, on one backend of a database of our own. */
const LIMITS = { statements: 6, rows: 5, walBytes: 2600 };
const DECISIONS = 100;
const BATCHES = 4;

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

interface Cost {
  statements: number;
  /** Hardly anything besides: no fraction of a statement that every tenth decision would send. */
  exact: boolean;
  rows: number;
  walBytes: number;
  fullPages: number;
  hot: number;
}

async function costOf(decisions: Matter[]): Promise<Cost> {
  const pid = await settled();
  await admin.query('SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)');
  const before = await counters(pid);
  for (const matter of decisions) await office.does(matter);
  expect(await settled()).toBe(pid);
  const after = await counters(pid);
  const { rows: statements } = await admin.query<{ calls: string }>(
    "SELECT sum(calls) AS calls FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND userid = 'approval_app'::regrole AND toplevel",
  );
  const n = decisions.length;
  // The transaction that settles the counters sends some too, and versions published elsewhere are asked for every few seconds: less than one in ten.
  const asked = Number(statements[0]!.calls) / n;
  return {
    statements: Math.floor(asked), exact: asked % 1 < 0.1, rows: (after.rows - before.rows) / n, walBytes: Math.round((after.wal - before.wal) / n),
    fullPages: after.fpi - before.fpi, hot: (after.hot - before.hot) / n,
  };
}

test('[APR-11] a decision takes six statements in two round trips, five rows, and at most 2,600 bytes of log', async () => {
  // Plans and catalogues are warm before anything is counted.
  for (let one = 0; one < 20; one += 1) await office.does(await office.submitted());
  const costs: Cost[] = [];
  // Whoever reads in the database meanwhile (autovacuum does) keeps old row versions on their pages: that only adds, and is not the decision's.
  for (let batch = 0; batch < BATCHES && !costs.some((one) => one.hot === 1); batch += 1) {
    const opened: Matter[] = [];
    for (let one = 0; one < DECISIONS; one += 1) opened.push(await office.submitted());
    costs.push(await costOf(opened));
  }
  const [least] = costs.sort((one, other) => one.walBytes - other.walBytes);
  process.stdout.write(`cost of a decision: ${JSON.stringify(least)}\n`);
  for (const one of costs) expect({ ...one, walBytes: 0, hot: 0 }).toEqual({ statements: LIMITS.statements, exact: true, rows: LIMITS.rows, fullPages: 0, walBytes: 0, hot: 0 });
  expect(least!.walBytes).toBeLessThanOrEqual(LIMITS.walBytes);
});

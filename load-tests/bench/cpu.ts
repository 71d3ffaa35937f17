import { readFileSync } from 'node:fs';
import pg from 'pg';

// Linux counts in hundredths of a second for whoever reads /proc.
const TICK_MS = 10;

/** CPU time of a process in milliseconds, user and system, all threads; 0 when it is gone. */
export function cpuOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return 0;
  }
}

/** PostgreSQL's own processes that work for everybody: log writer, checkpointer, background writer, io workers. */
const AUXILIARY = "backend_type IN ('walwriter', 'checkpointer', 'background writer', 'io worker')";

/** Pids of the server's processes that a measurement counts: of one role and the auxiliary ones, or all of them. */
export async function serverPids(client: pg.Client, role?: string): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    role ? `SELECT pid FROM pg_stat_activity WHERE usename = $1 OR ${AUXILIARY}` : 'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()',
    role ? [role] : [],
  );
  return rows.map((row) => row.pid);
}

/** CPU spent between two moments by a set of processes; those that came in between count from their birth. */
export class Meter {
  private readonly before = new Map<number, number>();

  constructor(pids: number[]) {
    for (const pid of pids) this.before.set(pid, cpuOf(pid));
  }

  spent(pids: number[]): number {
    return pids.reduce((sum, pid) => sum + Math.max(0, cpuOf(pid) - (this.before.get(pid) ?? 0)), 0);
  }
}

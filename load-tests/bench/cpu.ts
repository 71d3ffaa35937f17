import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

const of = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** CPU of one process with all its threads, in milliseconds; Linux counts it in hundredths of a second. 0 when it is gone. */
export function cpuOf(pid: number): number {
  const text = of(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return text ? (Number(fields[11]) + Number(fields[12])) * 10 : 0;
}

/** CPU of a process of one thread, to the nanosecond where the kernel tells (PostgreSQL's are of one thread). */
const exactly = (pid: number): number => {
  const text = of(`/proc/${pid}/schedstat`);
  return text ? Number(text.split(' ')[0]) / 1e6 : cpuOf(pid);
};

/** PostgreSQL's own processes that work for everybody: log writer, checkpointer, background writer, io workers. */
const AUXILIARY = "backend_type IN ('walwriter', 'checkpointer', 'background writer', 'io worker')";

/** Pids that a measurement counts: sessions of one role and the auxiliary processes, or everything but this session. */
export async function serverPids(client: pg.Client, role?: string): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    role ? `SELECT pid FROM pg_stat_activity WHERE usename = $1 OR ${AUXILIARY}` : "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND application_name <> 'bench'",
    role ? [role] : [],
  );
  return rows.map((row) => row.pid);
}

/** CPU spent by PostgreSQL's processes between two moments; those that came in between count from their birth. */
export class Meter {
  private readonly before = new Map<number, number>();

  constructor(pids: number[]) {
    for (const pid of pids) this.before.set(pid, exactly(pid));
  }

  spent(pids: number[]): number {
    return pids.reduce((sum, pid) => sum + Math.max(0, exactly(pid) - (this.before.get(pid) ?? 0)), 0);
  }
}

/** Memory of a process and everything below it, in MB: each shared page is counted once (PSS). */
export function memoryOf(pid: number): { pssMb: number; processes: number } {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const text = /^\d+$/.test(name) ? of(`/proc/${name}/stat`) : '';
    if (!text) continue;
    const parent = Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
    parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const all = [pid];
  for (const one of all) all.push(...(parents.get(one) ?? []));
  const kb = all.map((one) => Number(/^Pss:\s+(\d+)/m.exec(of(`/proc/${one}/smaps_rollup`))?.[1] ?? 0));
  return { pssMb: Math.round(kb.reduce((sum, one) => sum + one, 0) / 1024), processes: all.length };
}

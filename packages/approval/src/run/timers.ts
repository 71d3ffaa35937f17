import type { StoredEngine } from './engine';

/** A task whose alarm is over. */
export interface DueTask {
  company: string;
  matter: string;
  task: string;
  alarmAt: Date;
}

/** What reads as the clock's role: timers and nothing else. */
export interface ClockReader {
  query<R extends object>(text: string, values: unknown[]): Promise<{ rows: R[] }>;
}

const due = `SELECT company_id, matter_id, id, alarm_at FROM approval.open_task
  WHERE alarm_at <= now() + $1::interval ORDER BY alarm_at LIMIT 200`;

/** Tasks whose alarm is over, oldest first. `offset` shifts the database's time in tests (OP-017). */
export async function dueTasks(clock: ClockReader, offset = '0'): Promise<DueTask[]> {
  const { rows } = await clock.query<{ company_id: string; matter_id: string; id: string; alarm_at: Date }>(due, [offset || '0']);
  return rows.map((row) => ({ company: row.company_id, matter: row.matter_id, task: row.id, alarmAt: row.alarm_at }));
}

/**
 * 到时 — fires each due task as a command keyed by task and alarm: once, on whatever replica, late when all were down (OP-016).
 * @returns how many were fired; a task that was closed meanwhile is left alone.
 */
export async function fireDue(engine: StoredEngine, clock: ClockReader, offset?: string): Promise<number> {
  const tasks = await dueTasks(clock, offset);
  for (const { company, matter, task, alarmAt } of tasks)
    await engine.command(company, matter, { operation: 'fire', actor: { type: 'system', because: 'clock' }, key: `${task} ${alarmAt.toISOString()}`, task });
  return tasks.length;
}

import type { Transaction } from '@chancery/domain';
import type { Fields } from '../matter';
import type { StoredEngine } from './engine';

/** A task whose alarm is over. */
export interface DueTask {
  company: string;
  matter: string;
  task: string;
  alarmAt: Date;
}

/** A timer of its own whose time has come. */
export interface DueTimer {
  company: string;
  type: string;
  key: string;
}

/** What is given to whoever handles timers of a type. */
export interface FiredTimer {
  tx: Transaction;
  company: string;
  key: string;
  value: Fields;
  dueAt: Date;
}

/** What reads as the clock's role: timers and nothing else. */
export interface ClockReader {
  query<R extends object>(text: string, values: unknown[]): Promise<{ rows: R[] }>;
}

export interface FiringResult {
  fired: number;
  /** What could not be fired; it is claimed again when its claim is over. */
  failed: { what: DueTask | DueTimer; error: unknown }[];
}

/** Others pass over what is claimed, and over what is being claimed; a claim whose replica died ends by itself. */
const CLAIM = '2 minutes';
const claimTasks = `
  UPDATE approval.open_task t SET claimed_until = now() + interval '${CLAIM}'
    FROM (SELECT company_id, matter_id, id FROM approval.open_task
           WHERE alarm_at <= now() + $1::interval AND (claimed_until IS NULL OR claimed_until < now())
           ORDER BY alarm_at LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED) due
   WHERE t.company_id = due.company_id AND t.matter_id = due.matter_id AND t.id = due.id
  RETURNING t.company_id AS company, t.matter_id AS matter, t.id AS task, t.alarm_at AS "alarmAt"`;
const claimTimers = `
  UPDATE approval.timer t SET claimed_until = now() + interval '${CLAIM}'
    FROM (SELECT company_id, type, key FROM approval.timer
           WHERE due_at <= now() + $1::interval AND (claimed_until IS NULL OR claimed_until < now())
           ORDER BY due_at LIMIT 200 FOR NO KEY UPDATE SKIP LOCKED) due
   WHERE t.company_id = due.company_id AND t.type = due.type AND t.key = due.key
  RETURNING t.company_id AS company, t.type, t.key`;

/** Claims the tasks whose alarm is over, oldest first. `offset` shifts the database's time in tests (OP-017). */
export async function claimDueTasks(clock: ClockReader, offset = '0'): Promise<DueTask[]> {
  const { rows } = await clock.query<DueTask>(claimTasks, [offset || '0']);
  return rows.sort((one, other) => one.alarmAt.getTime() - other.alarmAt.getTime());
}

/**
 * 到时 — fires what is due, each once and on whatever replica, late when all were down (OP-016): a task's alarm as a command keyed by task
 * and alarm, a timer of its own by taking its row away in the transaction of what it starts.
 */
export async function fireDue(engine: StoredEngine, clock: ClockReader, offset?: string): Promise<FiringResult> {
  const result: FiringResult = { fired: 0, failed: [] };
  const each = async <W extends DueTask | DueTimer>(due: W[], fire: (what: W) => Promise<unknown>): Promise<void> => {
    for (const what of due)
      await fire(what).then(
        () => (result.fired += 1),
        (error: unknown) => result.failed.push({ what, error }),
      );
  };
  await each(await claimDueTasks(clock, offset), ({ company, matter, task, alarmAt }) =>
    engine.command(company, matter, { operation: 'fire', actor: { type: 'system', because: 'clock' }, key: `${task} ${alarmAt.toISOString()}`, task }));
  await each((await clock.query<DueTimer>(claimTimers, [offset || '0'])).rows, (timer) => engine.fireTimer(timer));
  return result;
}

/** Sets a timer in the transaction of what it belongs to; the same type and key again moves it. */
export async function setTimer(tx: Transaction, timer: { type: string; key: string; dueAt: Date; value?: Fields }): Promise<void> {
  await cancelTimer(tx, timer);
  const values = [tx.company, timer.type, timer.key, timer.dueAt, JSON.stringify(timer.value ?? {})];
  await tx.sql('timer.set', 'INSERT INTO approval.timer (company_id, type, key, due_at, value) VALUES ($1, $2, $3, $4, $5)', values);
}

export async function cancelTimer(tx: Transaction, { type, key }: { type: string; key: string }): Promise<void> {
  await tx.sql('timer.cancel', 'DELETE FROM approval.timer WHERE company_id = $1 AND type = $2 AND key = $3', [tx.company, type, key]);
}

/** Takes a timer's row away; nothing when another replica was faster or it was cancelled. */
export async function takeTimer(tx: Transaction, { type, key }: DueTimer): Promise<{ value: Fields; dueAt: Date } | undefined> {
  const take = 'DELETE FROM approval.timer WHERE company_id = $1 AND type = $2 AND key = $3 RETURNING value, due_at AS "dueAt"';
  const [row] = await tx.sql<{ value: Fields; dueAt: Date }>('timer.take', take, [tx.company, type, key]);
  return row;
}

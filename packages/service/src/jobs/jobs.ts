import { Refusal } from '@chancery/domain';
import type pg from 'pg';
import { reasonOf } from '../events';
import type { Log } from '../manifest';

export interface JobsOptions {
  /** Pool of the service's `worker` role: jobs only. */
  worker: pg.Pool;
  /** Does the work of one type. Repeatable: it may be called again after a crash. */
  run: Record<string, (job: { company: string; id: string; value: unknown; traceparent: string }) => Promise<void>>;
  log: Log;
  onCommit?: (heard: () => void) => () => void;
  /** How many at once. */
  atOnce?: number;
  /** Milliseconds between looks while nothing is heard. */
  every?: number;
  /** Pauses before what failed is tried again, in seconds; then it is parked with its reason. */
  pauses?: number[];
}

export interface Jobs {
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

interface Claimed {
  company_id: string;
  id: string;
  type: string;
  value: unknown;
  traceparent: string;
  attempts: number;
}

// A crashed process loses its claim when the lease ends; a living one renews it.
const LEASE = 30;
const claim = `
  UPDATE kit.job SET attempts = attempts + 1, next_at = now() + interval '${LEASE} seconds'
   WHERE (company_id, id) IN (SELECT company_id, id FROM kit.job WHERE state = 'waiting' AND next_at <= now() AND type = ANY ($2::text[])
                               ORDER BY next_at LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING company_id, id, type, value, traceparent, attempts`;
const renew = `UPDATE kit.job SET next_at = now() + interval '${LEASE} seconds' WHERE company_id = $1 AND id = $2`;
const done = 'DELETE FROM kit.job WHERE company_id = $1 AND id = $2';
const later = `UPDATE kit.job SET next_at = now() + make_interval(secs => $3), error = $4 WHERE company_id = $1 AND id = $2`;
const park = `UPDATE kit.job SET state = 'parked', error = $3 WHERE company_id = $1 AND id = $2`;

/** A rule refused, or there is no such thing: it will refuse again. */
const final = (error: unknown): boolean => error instanceof Refusal && error.kind !== 'busy' && error.kind !== 'stale';

/**
 * Does what transactions left for after their commit: at least once, on any replica, each by one at a time. What fails is tried again
 * after longer and longer pauses, then parked with its reason, where it stays and is seen.
 */
export function startJobs(options: JobsOptions): Jobs {
  const { worker, log, atOnce = 4, every = 500 } = options;
  const types = Object.keys(options.run);
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let looking: Promise<void> | undefined;
  let again = false;

  const look = (): void => {
    again = true;
    looking ??= (async () => {
      while (again && !stopped) {
        again = false;
        const free = atOnce - underWay.size;
        if (free <= 0) break;
        const { rows } = await worker.query<Claimed>({ name: 'claim', text: claim, values: [free, types] });
        for (const job of rows) follow(job);
      }
    })()
      .catch((error: unknown) => log.warn({ error: String(error) }, 'jobs wait; looking again'))
      .finally(() => (looking = undefined));
  };
  const follow = (job: Claimed): void => {
    const running = perform(options, job)
      .catch((error: unknown) => log.warn({ job: job.id, type: job.type, error: String(error) }, 'a job comes again when its lease ends'))
      .finally(() => {
        underWay.delete(running);
        look();
      });
    underWay.add(running);
  };

  const timer = setInterval(look, every);
  const off = options.onCommit?.(look);
  look();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      off?.();
      await looking;
      await Promise.all(underWay);
    },
  };
}

async function perform({ worker, run, log, pauses = [1, 5, 30, 120, 600] }: JobsOptions, job: Claimed): Promise<void> {
  const at = [job.company_id, job.id];
  const renewing = setInterval(() => void worker.query(renew, at).catch(() => undefined), (LEASE * 1000) / 3);
  try {
    await run[job.type]?.({ company: job.company_id, id: job.id, value: job.value, traceparent: job.traceparent });
    await worker.query({ name: 'done', text: done, values: at });
  } catch (error) {
    const pause = final(error) ? undefined : pauses[job.attempts - 1];
    const what = { job: job.id, type: job.type, attempts: job.attempts, reason: reasonOf(error) };
    if (pause === undefined) {
      await worker.query(park, [...at, what.reason]);
      log.error(what, 'a job was parked');
    } else {
      await worker.query(later, [...at, pause, what.reason]);
      log.warn(what, 'a job is tried again later');
    }
  } finally {
    clearInterval(renewing);
  }
}

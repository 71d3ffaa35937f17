import { fireDue, type StoredEngine } from '@chancery/approval';
import type pg from 'pg';
import type { Log } from '../manifest';

/** 时钟 — fires due timers as commands, on whatever replica; each has its own key, so it fires once (APR-24). */
export function startClock({ engine, pool, log, offset, every = 5000 }: { engine: StoredEngine; pool: pg.Pool; log: Log; offset?: string; every?: number }): { stop(): Promise<void> } {
  let running = Promise.resolve();
  let stopped = false;
  const turn = async (): Promise<void> => {
    if (stopped) return;
    try {
      const { fired, failed } = await fireDue(engine, pool, offset);
      if (fired) log.info({ fired }, 'timers fired');
      for (const { what, error } of failed) log.warn({ ...what, error: String(error) }, 'a timer did not fire; it comes again');
    } catch (error) {
      log.warn({ error: String(error) }, 'timers wait; trying again');
    }
  };
  const timer = setInterval(() => (running = running.then(turn)), every);
  timer.unref();
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

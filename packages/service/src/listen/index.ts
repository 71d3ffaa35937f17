import pg from 'pg';
import type { Connection } from '../company';
import type { Listen } from '../manifest';

const RETRY = 1000;

/**
 * Hears `pg_notify` on a session of its own and opens a new one when it is lost. What was told while no session stood is lost:
 * for screens that count anew on the next stir, never for work that must be done (that is the outbox's).
 */
export function listener(connection: Connection, stop: AbortSignal): Listen {
  return async (channel, heard) => {
    if (!/^[a-z_]{1,60}$/.test(channel)) throw new Error(`not a channel: ${channel}`);
    while (!stop.aborted) {
      const client = new pg.Client({ ...connection, application_name: `${connection.user} listens` });
      const lost = new Promise<void>((resolve) => client.once('error', () => resolve()).once('end', () => resolve()));
      client.on('notification', ({ payload }) => heard(payload ?? ''));
      const stopped = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
      try {
        await client.connect();
        await client.query(`LISTEN ${channel}`);
        await Promise.race([lost, stopped]);
      } catch {
        await Promise.race([new Promise((resolve) => setTimeout(resolve, RETRY)), stopped]);
      }
      await client.end().catch(() => undefined);
    }
  };
}

import { join } from 'node:path';
import { openPool, type Connection } from '../company';
import { prepareDatabase, type MigrationSource, type PrepareOptions } from '../migrate';
import type { Log } from '../manifest';
import type { Bus, BusRecord, Topic } from './bus';
import { followLog, type LogFollower } from './log-follower';
import { trimLog } from './retention';

export const busSources: MigrationSource[] = [{ schema: 'bus', folder: join(__dirname, '..', '..', 'migrations-bus') }];

/** Makes the bus's database `chancery_bus` and its roles. */
export async function prepareBus(options: Pick<PrepareOptions, 'admin' | 'server' | 'passwords' | 'database'>): Promise<{ app: Connection; worker: Connection }> {
  const { as } = await prepareDatabase({ ...options, service: 'bus', sources: busSources });
  return { app: await as('app'), worker: await as('worker') };
}

export interface LogBusOptions {
  app: Connection;
  /** With it this process also keeps the retention (SEC-05): one process of the group is enough. */
  worker?: Connection;
  log: Log;
  partitions?: number;
}

const HOUR = 3_600_000;

/**
 * The embedded bus: a log table with topic, partition, position and group, at least once.
 *
 * @example const bus = logBus({ ...(await prepareBus({ admin, passwords })), log }); await bus.createTopics([{ name: 'chancery.docs.events' }]);
 */
export function logBus({ app, worker, log, partitions = 4 }: LogBusOptions): Bus {
  const pool = openPool(app, { max: 4, name: 'bus publish' });
  const followers = new Set<LogFollower>();
  const trimming = worker && trimEvery(worker, log);

  const createTopics = async (topics: Topic[]): Promise<void> => {
    for (const topic of topics)
      await pool.query(
        `WITH made AS (INSERT INTO bus.topic (name, partitions, compacted) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING name, partitions)
         INSERT INTO bus.partition (topic, partition) SELECT name, generate_series(0, partitions - 1) FROM made ON CONFLICT DO NOTHING`,
        [topic.name, topic.partitions ?? partitions, topic.compacted ?? false],
      );
  };
  const publish = async (records: BusRecord[]): Promise<void> => {
    if (!records.length) return;
    await pool.query({
      name: 'append',
      text: 'SELECT bus.append($1::text[], $2::text[], $3::text[], $4::text[])',
      values: [records.map((one) => one.topic), records.map((one) => one.key), records.map((one) => JSON.stringify(one.headers)), records.map((one) => one.value)],
    });
  };
  return {
    createTopics,
    publish,
    subscribe: async (subscription) => {
      const follower = followLog(app, subscription, log);
      followers.add(follower);
      await follower.ready;
      return {
        stop: async () => {
          followers.delete(follower);
          await follower.stop();
        },
      };
    },
    close: async () => {
      await Promise.all([...followers].map((follower) => follower.stop()));
      await trimming?.stop();
      await pool.end();
    },
  };
}

function trimEvery(connection: Connection, log: Log): { stop(): Promise<void> } {
  const pool = openPool(connection, { max: 1, name: 'bus retention' });
  const trim = (): Promise<void> =>
    trimLog(pool).then(
      (removed) => void (removed && log.info({ removed }, 'old events removed from the bus')),
      (error: unknown) => log.warn({ error: String(error) }, 'retention of the bus failed; tried again in an hour'),
    );
  let running = trim();
  const timer = setInterval(() => (running = running.then(trim)), HOUR);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
      await pool.end();
    },
  };
}

import pg from 'pg';
import { types, type Connection } from '../company';
import type { Log } from '../manifest';
import type { Delivered, Subscription } from './bus';

export interface LogFollower {
  /** The first session stands: what is published from now on is heard at once. */
  ready: Promise<void>;
  stop(): Promise<void>;
}

const BATCH = 200;
const LOOK = 1000;
const PAUSE = { first: 250, most: 15_000 };

// One member of the group reads a partition: the one whose session holds the lock. A lost session frees it for another member.
const take = `
  WITH wanted AS MATERIALIZED (SELECT topic, partition FROM bus.partition WHERE topic = ANY ($2::text[]) AND NOT (topic || '/' || partition) = ANY ($3::text[]))
  SELECT topic, partition FROM wanted WHERE pg_try_advisory_lock(hashtextextended($1 || '/' || topic || '/' || partition, 0))`;
const read = `
  SELECT l.topic, l.partition, l.position, l.key, l.headers, l.value, l.at
    FROM unnest($2::text[], $3::int[]) AS o (topic, partition)
    LEFT JOIN bus.group_position g ON g.name = $1 AND g.topic = o.topic AND g.partition = o.partition
    CROSS JOIN LATERAL (SELECT * FROM bus.log l WHERE l.topic = o.topic AND l.partition = o.partition AND l.position >= coalesce(g.position, 0)
                         ORDER BY l.position LIMIT ${BATCH}) l
   ORDER BY l.topic, l.partition, l.position`;
const keep = `
  INSERT INTO bus.group_position (name, topic, partition, position) VALUES ($1, $2, $3, $4)
  ON CONFLICT (name, topic, partition) DO UPDATE SET position = excluded.position`;

interface Owned {
  topic: string;
  partition: number;
  busy?: Promise<void>;
  /** Not read before: pause after a failed batch. */
  notBefore: number;
  pause: number;
}

/** Follows the log for one member of a group, over sessions that may be lost, until it is stopped. */
export function followLog(connection: Connection, subscription: Subscription, log: Log): LogFollower {
  const stopping = new AbortController();
  let stand: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (stand = resolve));
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await session(connection, subscription, stopping.signal, stand);
      } catch (error) {
        if (stopping.signal.aborted) break;
        log.warn({ group: subscription.group, error: String(error) }, 'the bus is away; trying again');
        await new Promise((resolve) => setTimeout(resolve, PAUSE.first));
      }
    }
  })();
  return {
    ready,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function session(connection: Connection, { group, topics, onBatch }: Subscription, stop: AbortSignal, stand: () => void): Promise<void> {
  // Pipelined: partitions that end beside each other each keep their position on this one session.
  const settings: pg.ClientConfig & { pipeline: boolean } = { ...connection, types, pipeline: true, application_name: `bus ${group}`.slice(0, 60) };
  const client = new pg.Client(settings);
  const owned = new Map<string, Owned>();
  let wake: () => void = () => undefined;
  let lost: unknown;
  client.on('error', (error) => {
    lost = error;
    wake();
  });
  client.on('notification', () => wake());
  const stopped = (): void => wake();
  stop.addEventListener('abort', stopped);

  const handle = async (one: Owned, batch: Delivered[]): Promise<void> => {
    try {
      await onBatch(batch);
      await client.query({ name: 'keep', text: keep, values: [group, one.topic, one.partition, (batch.at(-1)?.position ?? 0) + 1] });
      one.pause = PAUSE.first;
    } catch {
      // The consumer has said why; here only the order matters: the same records come again, and none after them before.
      one.notBefore = Date.now() + one.pause;
      one.pause = Math.min(one.pause * 2, PAUSE.most);
    }
    one.busy = undefined;
    wake();
  };

  try {
    await client.connect();
    await client.query('LISTEN bus');
    let looked = 0;
    while (!stop.aborted) {
      if (lost) throw lost;
      const woken = new Promise<void>((resolve) => (wake = resolve));
      if (Date.now() - looked >= LOOK) {
        looked = Date.now();
        const { rows } = await client.query<{ topic: string; partition: number }>({ name: 'take', text: take, values: [group, topics, [...owned.keys()]] });
        for (const row of rows) owned.set(`${row.topic}/${row.partition}`, { ...row, notBefore: 0, pause: PAUSE.first });
      }
      stand();
      const free = [...owned.values()].filter((one) => !one.busy && one.notBefore <= Date.now());
      const { rows } = free.length ? await client.query<Delivered>({ name: 'read', text: read, values: [group, free.map((one) => one.topic), free.map((one) => one.partition)] }) : { rows: [] };
      for (const one of free) {
        const batch = rows.filter((row) => row.topic === one.topic && row.partition === one.partition);
        if (batch.length) one.busy = handle(one, batch);
      }
      const pauses = [...owned.values()].filter((one) => !one.busy && one.notBefore > Date.now()).map((one) => one.notBefore - Date.now());
      await Promise.race([woken, new Promise((resolve) => setTimeout(resolve, Math.min(LOOK, ...pauses)).unref())]);
    }
  } finally {
    stop.removeEventListener('abort', stopped);
    await Promise.all([...owned.values()].map((one) => one.busy));
    await client.end().catch(() => undefined);
  }
}

import type pg from 'pg';
import type { Delivered } from './bus';

/** An event that waits set aside, as operators see it. */
export interface Parked {
  consumer: string;
  topic: string;
  key: string;
  eventId: string;
  type: string;
  /** It waits only because an earlier one of its key does. */
  behind: boolean;
  reason: string;
  at: Date;
  skipReason?: string;
  skipAskedBy?: string;
}

export interface Envelope extends Omit<Delivered, 'at'> {
  at: string;
}

const PLACE = 'consumer, event_id, topic, partition, position, key, type, behind, reason, envelope';
const park = `
  WITH parked AS (INSERT INTO kit.parked (${PLACE}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING consumer, event_id, topic, key, reason)
  INSERT INTO kit.parked_log (consumer, event_id, topic, key, action, person, reason) SELECT consumer, event_id, topic, key, 'parked', 'system', reason FROM parked`;
const some = 'SELECT FROM kit.parked WHERE consumer = $1 AND topic = $2 AND key = $3 LIMIT 1';

/** Holds one key of a consumer: setting aside, delivering what was set aside and passing it by never overlap. */
export async function holdingKey<T>(pool: pg.Pool, consumer: string, topic: string, key: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const lost = (error: Error): void => void (broken = error);
  client.on('error', lost);
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 1))', [`${consumer}/${topic}/${key}`]);
    return await work(client);
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()').catch(lost);
    client.off('error', lost);
    client.release(broken);
  }
}

const valuesOf = (consumer: string, record: Delivered, behind: boolean, reason: string): unknown[] => [
  consumer,
  record.headers.ce_id ?? `${record.topic}/${record.partition}/${record.position}`,
  record.topic,
  record.partition,
  record.position,
  record.key,
  record.headers.ce_type ?? '',
  behind,
  reason,
  JSON.stringify({ ...record, at: record.at.toISOString() } satisfies Envelope),
];

/** Sets an event aside with its reason. Repeatable. */
export async function setAside(pool: pg.Pool, consumer: string, record: Delivered, reason: string): Promise<void> {
  await pool.query(park, valuesOf(consumer, record, false, reason));
}

/** Sets an event aside behind an earlier one of its key. Answers false, and does nothing, when none waits any more. */
export function setAsideBehind(pool: pg.Pool, consumer: string, record: Delivered): Promise<boolean> {
  return holdingKey(pool, consumer, record.topic, record.key, async (client) => {
    if (!(await client.query(some, [consumer, record.topic, record.key])).rowCount) return false;
    await client.query(park, valuesOf(consumer, record, true, 'an earlier event of the same key waits'));
    return true;
  });
}

/** Keys among these that have events set aside. */
export async function keysAside(pool: pg.Pool, consumer: string, topic: string, keys: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ key: string }>({
    name: 'aside',
    text: 'SELECT DISTINCT key FROM kit.parked WHERE consumer = $1 AND topic = $2 AND key = ANY ($3::text[])',
    values: [consumer, topic, keys],
  });
  return new Set(rows.map((row) => row.key));
}

/** What waits set aside, oldest first. */
export async function listParked(pool: pg.Pool, limit = 200): Promise<Parked[]> {
  const { rows } = await pool.query<Parked>(
    `SELECT consumer, topic, key, event_id AS "eventId", type, behind, reason, at, skip_reason AS "skipReason", skip_asked_by AS "skipAskedBy"
       FROM kit.parked ORDER BY seq LIMIT $1`,
    [limit],
  );
  return rows;
}

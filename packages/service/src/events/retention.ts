import type pg from 'pg';

/** Trimmed every hour: with the hour before the next turn nothing is older than 14 days (SEC-05). */
export const KEPT = '13 days 22 hours';
const COMPACTED_AFTER = '5 minutes';
const TOMBSTONE_KEPT = '1 day';

const old = `DELETE FROM bus.log l USING bus.topic t WHERE t.name = l.topic AND NOT t.compacted AND l.at < clock_timestamp() - $1::interval`;
const superseded = `
  DELETE FROM bus.log l USING bus.topic t
   WHERE t.name = l.topic AND t.compacted AND l.at < clock_timestamp() - $1::interval
     AND EXISTS (SELECT FROM bus.log n WHERE n.topic = l.topic AND n.partition = l.partition AND n.key = l.key AND n.position > l.position)`;
const tombstones = `DELETE FROM bus.log l USING bus.topic t WHERE t.name = l.topic AND t.compacted AND l.value IS NULL AND l.at < clock_timestamp() - $1::interval`;

/**
 * Removes what is older than the retention, and what is superseded in compacted topics. As the bus's worker.
 *
 * @returns how many records were removed.
 */
export async function trimLog(pool: pg.Pool): Promise<number> {
  let removed = 0;
  for (const [text, age] of [
    [old, KEPT],
    [superseded, COMPACTED_AFTER],
    [tombstones, TOMBSTONE_KEPT],
  ] as const)
    removed += (await pool.query(text, [age])).rowCount ?? 0;
  return removed;
}

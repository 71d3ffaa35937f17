import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Bus, Delivered } from '../events';
import type { Log } from '../manifest';
import { applyDirectoryChanged } from './consumer';
import { entryOf } from './entries';

export const directoryTopic = 'chancery.directory';

export interface KeepDirectoryOptions {
  /** Name of the service whose copy is kept. */
  service: string;
  bus: Bus;
  /** Pool of the service's `directory` role. */
  pool: pg.Pool;
  log: Log;
}

/** What names no entry is said and passed by: the next change of the entry, or the next resync, brings it whole. */
function isReadable({ value, headers }: Delivered, log: Log): boolean {
  if (value === null) return false;
  try {
    return !!entryOf(JSON.parse(value));
  } catch (error) {
    log.error({ event: headers.ce_id, reason: String(error) }, 'a directory event could not be read');
    return false;
  }
}

/**
 * 跟随组织事件 — fills kit.directory from the compacted topic, with the one role that may. A database that has none yet reads the topic
 * from its beginning, whatever its group read before (a restored or remade database). Entries know their revision: again is harmless.
 *
 * @example const kept = await keepDirectory({ service: 'docs', bus, pool, log }); … await kept.stop();
 */
export async function keepDirectory({ service, bus, pool, log }: KeepDirectoryOptions): Promise<{ stop(): Promise<void> }> {
  const { rows } = await pool.query<{ revision: number }>('SELECT revision FROM kit.directory_revision');
  const isNew = Number(rows[0]?.revision ?? 0) === 0;
  const group = `${service}.directory`;
  return bus.subscribe({
    group: isNew ? `${group}.${randomUUID()}` : group,
    topics: [directoryTopic],
    onBatch: async (batch) => {
      for (const record of batch) if (isReadable(record, log)) await applyDirectoryChanged(pool, JSON.parse(record.value ?? 'null'));
    },
  });
}

import { unpacked } from '@chancery/approval';
import pg from 'pg';
import { types, type Connection } from '../company';
import type { Log } from '../manifest';
import type { Bus, BusRecord } from './bus';

export interface RelayOptions {
  /** Connection of the service's `relay` role: it may read and empty the outbox and nothing else. */
  connection: Connection;
  bus: Bus;
  /** The service's name; `ce_source` of its events. */
  service: string;
  log: Log;
  /** Wakes it after a commit of this process: `database.onCommit`. Without it events wait for the next look. */
  onCommit?: (heard: () => void) => () => void;
  /** Milliseconds between looks while nothing is heard. */
  every?: number;
}

export interface Relay {
  stop(): Promise<void>;
}

const BATCH = 500;
const LEADER = 7_241_827;
const PAUSE = 500;

const read = `SELECT seq, company_id, id, topic, key, type, traceparent, payload, packed, at FROM kit.outbox ORDER BY seq LIMIT ${BATCH}`;

interface OutboxRow {
  seq: number;
  company_id: string | null;
  id: string;
  topic: string;
  key: string;
  type: string;
  traceparent: string;
  payload: string | null;
  /** The engine's own events: what `packed` made. */
  packed: Buffer | null;
  at: Date;
}

/** CloudEvents in binary mode. `ce_sequence` is the place in the service's stream: a screen that has just decided waits for it. */
export function recordOf(row: OutboxRow, service: string): BusRecord {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: row.id,
    ce_type: row.type,
    ce_source: service,
    ce_time: row.at.toISOString(),
    ce_sequence: String(row.seq),
  };
  if (row.company_id) headers.ce_company = row.company_id;
  if (row.traceparent) headers.traceparent = row.traceparent;
  return { topic: row.topic, key: row.key, headers, value: row.packed ? unpacked(row.packed) : row.payload };
}

/**
 * Publishes what is committed and deletes what was published: at least once, in order per key. One leader per service, by a lock that
 * ends with its session. Reads what is there, never "after the last id": sequence order is not commit order (engine.md §4).
 */
export function startRelay(options: RelayOptions): Relay {
  const stopping = new AbortController();
  let wake: () => void = () => undefined;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const off = options.onCommit?.(() => wake());
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await lead(options, stopping.signal, pause);
      } catch (error) {
        if (stopping.signal.aborted) break;
        options.log.warn({ service: options.service, error: String(error) }, 'events wait in the outbox; trying again');
        await pause(PAUSE);
      }
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      off?.();
      wake();
      await running;
    },
  };
}

async function lead({ connection, bus, service, every = 100 }: RelayOptions, stop: AbortSignal, pause: (ms: number) => Promise<void>): Promise<void> {
  const client = new pg.Client({ ...connection, types, application_name: `${service} relay` });
  let lost: unknown;
  client.on('error', (error) => (lost = error));
  try {
    await client.connect();
    for (let leader = false; !leader && !stop.aborted; ) {
      leader = (await client.query<{ leader: boolean }>('SELECT pg_try_advisory_lock($1) AS leader', [LEADER])).rows[0]?.leader ?? false;
      if (!leader) await pause(PAUSE);
    }
    while (!stop.aborted) {
      if (lost) throw lost;
      const { rows } = await client.query<OutboxRow>({ name: 'read', text: read });
      if (rows.length) {
        await bus.publish(rows.map((row) => recordOf(row, service)));
        await client.query({ name: 'published', text: 'DELETE FROM kit.outbox WHERE seq = ANY ($1::bigint[])', values: [rows.map((row) => row.seq)] });
      }
      if (rows.length < BATCH) await pause(every);
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

import { Refusal, system, type Directory } from '@chancery/domain';
import type pg from 'pg';
import type { Database } from '../company';
import type { Heard, Listener, Log } from '../manifest';
import { inTrace, traceFrom } from '../telemetry';
import type { Bus, Delivered } from './bus';
import { reasonOf, redeliver, skip, type AsideKey } from './operators';
import { keysAside, setAside, setAsideBehind } from './parking';

export interface ConsumerOptions {
  /** Name of the group and of the inbox's lines. */
  name: string;
  bus: Bus;
  topics: string[];
  /** By full event type; events of other types pass by. */
  listens: Record<string, Listener<never>>;
  database: Database;
  /** Pool of the service's `consumer` role: set-aside events. */
  aside: pg.Pool;
  directory: () => Directory;
  log: Log;
  /** Pauses before an event that failed is tried again; then it is set aside. Milliseconds. */
  pauses?: number[];
}

export interface Consumer {
  /** Delivers what is set aside of a key again, unchanged. */
  redeliver(at: AsideKey, person: string): Promise<number>;
  /** Passes an event by, with a reason, by two persons. */
  skip(at: AsideKey, person: string, reason: string): Promise<'asked' | 'skipped'>;
  stop(): Promise<void>;
}

const PASSING = new Set(['40001', '40P01', '55P03', '57014']);

/** Something that is away, or a lost race: not the event's fault. Later events wait with it; nothing is set aside. */
const passing = (error: unknown): boolean => (error instanceof Refusal ? error.kind === 'busy' : PASSING.has((error as { code?: string })?.code ?? ''));

/**
 * Gives each event its one effect (FIN-03): the inbox's line and the effect are one transaction of the company that the listener names;
 * what comes again finds the line. What cannot be processed is set aside with its reason, and with it all later events of its key.
 */
export async function startConsumer(options: ConsumerOptions): Promise<Consumer> {
  const { name, bus, topics, listens, aside, log, pauses = [100, 1000] } = options;

  const attempt = async (record: Delivered): Promise<void> => {
    for (let tried = 0; ; tried++) {
      try {
        return await inTrace(traceFrom(record.headers.traceparent), () => effectOf(options, record));
      } catch (error) {
        const pause = pauses[tried];
        if (pause === undefined) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };
  const one = async (record: Delivered, waiting: Set<string>): Promise<void> => {
    if (record.value === null) return;
    if (waiting.has(record.key)) {
      if (await setAsideBehind(aside, name, record)) return;
      waiting.delete(record.key);
    }
    try {
      await attempt(record);
    } catch (error) {
      const what = { consumer: name, topic: record.topic, event: record.headers.ce_id, type: record.headers.ce_type, reason: reasonOf(error) };
      if (passing(error)) {
        log.warn(what, 'an event waits for what is away');
        throw error;
      }
      await setAside(aside, name, record, what.reason);
      waiting.add(record.key);
      log.error(what, 'an event was set aside');
    }
  };
  const onBatch = async (batch: Delivered[]): Promise<void> => {
    const heard = batch.filter((record) => Object.hasOwn(listens, record.headers.ce_type ?? ''));
    const topic = heard[0]?.topic;
    if (!topic) return;
    const waiting = await keysAside(aside, name, topic, [...new Set(heard.map((record) => record.key))]);
    for (const record of heard) await one(record, waiting);
  };

  const subscription = await bus.subscribe({ group: name, topics, onBatch });
  const forget = (): void => void forgetOld(aside).catch((error: unknown) => log.warn({ error: String(error) }, 'old lines of the inbox stay; tried again in an hour'));
  const hourly = setInterval(forget, 3_600_000);
  hourly.unref();
  return {
    redeliver: (at, person) => redeliver(aside, at, person, (record) => effectOf(options, record)),
    skip: (at, person, reason) => skip(aside, at, person, reason),
    stop: () => {
      clearInterval(hourly);
      return subscription.stop();
    },
  };
}

/** Lines older than anything that the bus still has: it keeps 14 days (SEC-05), so none of them can come again. */
export async function forgetOld(aside: pg.Pool): Promise<number> {
  return (await aside.query("DELETE FROM kit.inbox WHERE at < now() - interval '30 days'")).rowCount ?? 0;
}

async function effectOf({ name, listens, database, directory }: ConsumerOptions, record: Delivered): Promise<void> {
  const { ce_id: id, ce_type: type = '', ce_source: source = '', ce_sequence } = record.headers;
  const listener = listens[type] as Listener<unknown> | undefined;
  if (!listener) return;
  if (!id) throw new Error('an event without id');
  const value: unknown = JSON.parse(record.value ?? 'null');
  const event = { type, key: record.key, value, id, topic: record.topic, source, position: Number(ce_sequence ?? 0) };
  await database.inCompany({ company: listener.company(value), actor: system('event') }, async (tx) => {
    const first = await tx.sql('inbox', 'INSERT INTO kit.inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true AS first', [name, id]);
    if (!first.length) return;
    await listener.hear({ event, tx, db: (work) => tx.prisma(work), directory: directory() } satisfies Heard);
  });
}

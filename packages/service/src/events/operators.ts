import { Refusal } from '@chancery/domain';
import type pg from 'pg';
import type { Delivered } from './bus';
import { holdingKey, type Envelope } from './parking';

/** One key of a consumer whose events wait set aside. */
export interface AsideKey {
  consumer: string;
  topic: string;
  key: string;
}

interface Waiting {
  event_id: string;
  envelope: Envelope;
  skip_reason: string | null;
  skip_asked_by: string | null;
}

const next = 'SELECT event_id, envelope, skip_reason, skip_asked_by FROM kit.parked WHERE consumer = $1 AND topic = $2 AND key = $3 ORDER BY seq LIMIT 1';
const gone = `
  WITH gone AS (DELETE FROM kit.parked WHERE consumer = $1 AND event_id = $2 RETURNING consumer, event_id, topic, key)
  INSERT INTO kit.parked_log (consumer, event_id, topic, key, action, person, asked_by, reason) SELECT consumer, event_id, topic, key, $3, $4, $5, $6 FROM gone`;

const nothing = (): Refusal => new Refusal('missing', 'not-aside', { zh: '没有搁置的事件', en: 'No event is set aside there' });

/**
 * Delivers the events of a key again, unchanged, in order, until one fails again: it keeps its new reason and the later ones wait on.
 *
 * @returns how many were delivered.
 * @throws Refusal `missing` when nothing waits.
 */
export function redeliver(pool: pg.Pool, at: AsideKey, person: string, deliver: (record: Delivered) => Promise<void>): Promise<number> {
  return holdingKey(pool, at.consumer, at.topic, at.key, async (client) => {
    for (let delivered = 0; ; delivered++) {
      const first = (await client.query<Waiting>(next, [at.consumer, at.topic, at.key])).rows[0];
      if (!first && !delivered) throw nothing();
      if (!first) return delivered;
      try {
        await deliver({ ...first.envelope, at: new Date(first.envelope.at) });
      } catch (error) {
        await client.query('UPDATE kit.parked SET reason = $3, behind = false WHERE consumer = $1 AND event_id = $2', [at.consumer, first.event_id, reasonOf(error)]);
        return delivered;
      }
      await client.query(gone, [at.consumer, first.event_id, 'redelivered', person, null, 'as it was']);
    }
  });
}

/**
 * Passes the first waiting event of a key by: one person asks with a reason, another confirms. It never has its effect then.
 *
 * @returns `asked` after the first person, `skipped` after the second.
 * @throws Refusal `missing` when nothing waits; `forbidden` when the same person confirms; `invalid` without a reason.
 */
export function skip(pool: pg.Pool, at: AsideKey, person: string, reason: string): Promise<'asked' | 'skipped'> {
  if (!reason.trim()) return Promise.reject(new Refusal('invalid', 'reason-missing', { zh: '请写明理由', en: 'State a reason' }));
  return holdingKey(pool, at.consumer, at.topic, at.key, async (client) => {
    const first = (await client.query<Waiting>(next, [at.consumer, at.topic, at.key])).rows[0];
    if (!first) throw nothing();
    if (!first.skip_asked_by) {
      await client.query(
        `WITH asked AS (UPDATE kit.parked SET skip_asked_by = $3, skip_reason = $4 WHERE consumer = $1 AND event_id = $2 RETURNING consumer, event_id, topic, key)
         INSERT INTO kit.parked_log (consumer, event_id, topic, key, action, person, reason) SELECT consumer, event_id, topic, key, 'skip-asked', $3, $4 FROM asked`,
        [at.consumer, first.event_id, person, reason],
      );
      return 'asked';
    }
    if (first.skip_asked_by === person) throw new Refusal('forbidden', 'second-person', { zh: '须由另一人确认跳过', en: 'Another person must confirm the skip' });
    await client.query('BEGIN');
    try {
      await client.query('INSERT INTO kit.inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [at.consumer, first.event_id]);
      await client.query(gone, [at.consumer, first.event_id, 'skipped', person, first.skip_asked_by, `${first.skip_reason}; ${reason}`]);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
    return 'skipped';
  });
}

/** The reason in words for operators: code and message, never the event's content. */
export function reasonOf(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return [code, message ?? String(error)].filter(Boolean).join(': ').slice(0, 500);
}

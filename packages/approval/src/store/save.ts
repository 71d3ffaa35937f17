import type { Event, Transaction } from '@chancery/domain';
import type { Fields, Matter, Task } from '../matter';
import type { Outcome } from '../walk/types';
import type { Link } from './chain';
import { packed } from './packed';
import { knownOf } from './rows';

/** Everything that one command writes. */
export interface Saved {
  outcome: Outcome;
  matter: Matter;
  /** The matter's row does not exist yet. */
  fresh: boolean;
  no: number;
  link: Link;
  key: string;
  fingerprint: Buffer;
  actor: string;
  secrecy: string;
  /** The form was written anew. */
  formChanged: boolean;
  topic: string;
  traceparent: string;
  events: Event[];
  jobs: { type: string; value: Fields }[];
}

/** Numbers the values of one statement while its parts are put together. */
class Values {
  readonly list: unknown[] = [];
  add(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
  /** Columns as arrays, for `unnest`. */
  columns(rows: unknown[][], types: string[]): string {
    return types.map((type, at) => `${this.add(rows.map((row) => row[at]))}::${type}[]`).join(', ');
  }
}

const uuidOrNull = (person: string): string | null => (person === 'system' || person === 'office' ? null : person);

/** Columns that change with the text, the submission or the draft; the rest of a decision leaves them on the page as they are. */
function textParts(saved: Saved, values: Values): string {
  const { matter } = saved;
  const set: [string, unknown][] = [
    ['text_version', matter.textVersion], ['content_hash', matter.contentHash], ['process_version', matter.processVersion], ['secrecy', saved.secrecy],
    ['serial', matter.serial], ['title', matter.title], ['form', JSON.stringify(matter.form)],
  ];
  return set.map(([name, value]) => `, ${name} = ${values.add(value)}`).join('');
}

function matterPart(saved: Saved, values: Values): string {
  const { matter, link } = saved;
  const stored = packed(JSON.stringify(matter.walk), knownOf(matter.company, matter.department, matter.contentHash));
  const [company, id, version, state, at, head, walk] = [matter.company, matter.id, matter.version, matter.state, matter.updatedAt, link.hash, stored].map((one) => values.add(one));
  if (!saved.fresh) {
    const text = saved.formChanged ? textParts(saved, values) : '';
    return `UPDATE approval.matter SET version = ${version}, state = ${state}, updated_at = ${at}, head = ${head}, walk = ${walk}${text}
      WHERE company_id = ${company} AND id = ${id}`;
  }
  const more = [
    matter.textVersion, matter.processVersion, matter.contentHash, matter.kind, matter.applicant, matter.enterer, matter.department,
    saved.secrecy, matter.serial, matter.title, matter.createdAt, JSON.stringify(matter.form),
  ].map((one) => values.add(one));
  return `INSERT INTO approval.matter (company_id, id, version, state, updated_at, head, walk, text_version, process_version, content_hash, kind,
      applicant, enterer, department, secrecy, serial, title, created_at, form)
    VALUES (${[company, id, version, state, at, head, walk, ...more].join(', ')})`;
}

function taskParts({ outcome, matter }: Saved, values: Values): Record<string, string> {
  const parts: Record<string, string> = {};
  const where = (alias = ''): string => `${alias}company_id = ${values.add(matter.company)} AND ${alias}matter_id = ${values.add(matter.id)}`;
  if (outcome.closed.length) {
    const ids = values.add(outcome.closed.map((one) => one.task.id));
    parts.closed = `DELETE FROM approval.open_task WHERE ${where()} AND id = ANY (${ids}::uuid[])`;
  }
  if (outcome.changed.length) {
    const rows = outcome.changed.map((one) => [one.id, one.state, one.dueAt ?? null, one.alarmAt ?? null]);
    parts.changed = `UPDATE approval.open_task t SET state = c.state, due_at = c.due, alarm_at = c.alarm
      FROM unnest(${values.columns(rows, ['uuid', 'text', 'timestamptz', 'timestamptz'])}) c (id, state, due, alarm)
      WHERE ${where('t.')} AND t.id = c.id`;
  }
  if (outcome.opened.length) {
    const row = ({ id, holder, openedAt, dueAt, alarmAt, seat, round, state, step, kind }: Task): unknown[] =>
      [id, uuidOrNull(holder), openedAt, dueAt ?? null, alarmAt ?? null, seat, round, state, step, kind];
    const types = ['uuid', 'uuid', 'timestamptz', 'timestamptz', 'timestamptz', 'smallint', 'smallint', 'text', 'text', 'text'];
    parts.opened = `INSERT INTO approval.open_task (company_id, matter_id, id, holder, opened_at, due_at, alarm_at, seat, round, state, step, kind)
      SELECT ${values.add(matter.company)}::uuid, ${values.add(matter.id)}::uuid, o.* FROM unnest(${values.columns(outcome.opened.map(row), types)}) o`;
  }
  return parts;
}

function otherParts(saved: Saved, values: Values): Record<string, string> {
  const { outcome, matter, no } = saved;
  const parts: Record<string, string> = {};
  const of = (): string => `${values.add(matter.company)}::uuid, ${values.add(matter.id)}::uuid`;
  const principal = outcome.line.forWhom ? [{ person: outcome.line.forWhom, because: 'principal' }] : [];
  const sight = [...outcome.sight, ...principal].filter((one) => uuidOrNull(one.person));
  if (sight.length)
    parts.sight = `INSERT INTO approval.sight (company_id, matter_id, person, because) SELECT DISTINCT ON (s.person) ${of()}, s.person, s.because
      FROM unnest(${values.columns(sight.map((one) => [one.person, one.because]), ['uuid', 'text'])}) s (person, because) ON CONFLICT DO NOTHING`;
  if (outcome.frozen || saved.formChanged) {
    const number = outcome.frozen ? matter.textVersion : 0;
    const rest = [no, number, matter.contentHash, matter.updatedAt, saved.actor, JSON.stringify(matter.form)].map((one) => values.add(one));
    parts.text = `INSERT INTO approval.text_version (company_id, matter_id, line, number, content_hash, frozen_at, by, form)
      SELECT ${of()}, ${rest[0]}::int, ${rest[1]}::int, ${rest[2]}, ${rest[3]}::timestamptz, ${rest[4]}, ${rest[5]}::jsonb`;
  }
  if (outcome.setAside) {
    const { event, reason, step } = outcome.setAside;
    const rest = [event.id, reason, step ?? null, JSON.stringify(event), matter.updatedAt].map((one) => values.add(one));
    parts.aside = `INSERT INTO approval.set_aside (company_id, matter_id, event_id, reason, step, event, at)
      SELECT ${of()}, ${rest[0]}, ${rest[1]}, ${rest[2]}, ${rest[3]}::jsonb, ${rest[4]}::timestamptz ON CONFLICT DO NOTHING`;
  }
  if (saved.jobs.length)
    parts.jobs = `INSERT INTO kit.job (company_id, type, value, traceparent) SELECT ${values.add(matter.company)}::uuid, j.type, j.value, ${values.add(saved.traceparent)}
      FROM unnest(${values.columns(saved.jobs.map((one) => [one.type, JSON.stringify(one.value)]), ['text', 'jsonb'])}) j (type, value)`;
  return parts;
}

/**
 * 保存 — everything that a command writes, in one prepared statement; its shape depends only on which parts there are.
 * Answers the place of the command's own event in the service's stream.
 */
export async function save(tx: Transaction, saved: Saved): Promise<number> {
  const { matter, link, no, events } = saved;
  const values = new Values();
  const parts: Record<string, string> = { matter: matterPart(saved, values), ...taskParts(saved, values), ...otherParts(saved, values) };
  const { operation, step, forWhom } = saved.outcome.line;
  const line = [
    matter.company, matter.id, no, uuidOrNull(saved.actor), forWhom ?? null, operation, step ?? null, saved.key, saved.fingerprint, link.hash, link.salt, link.line,
  ].map((one) => values.add(one));
  parts.line = `INSERT INTO approval.way (company_id, matter_id, no, actor, for_whom, operation, step, command_key, fingerprint, hash, salt, line)
    VALUES (${line.join(', ')})`;
  // The command's own event comes with every decision: it is packed. What effects state is rare and stays readable.
  const rows = events.map((event, at) => [event.key, event.type, at ? JSON.stringify(event.value) : null, at ? null : packed(JSON.stringify(event.value))]);
  const text = `WITH ${Object.entries(parts).map(([name, sql]) => `${name} AS (${sql})`).join(',\n')}
    INSERT INTO kit.outbox (company_id, topic, key, type, traceparent, payload, packed)
    SELECT ${values.add(matter.company)}::uuid, ${values.add(saved.topic)}, e.key, e.type, ${values.add(saved.traceparent)}, e.payload, e.packed
      FROM unnest(${values.columns(rows, ['text', 'text', 'text', 'bytea'])}) WITH ORDINALITY e (key, type, payload, packed, at) ORDER BY e.at RETURNING seq`;
  const [first] = await tx.sql<{ seq: number }>(nameOf(`${saved.fresh} ${saved.formChanged} ${Object.keys(parts).join(' ')}`), text, values.list);
  return Number(first?.seq ?? 0);
}

const shapes = new Map<string, string>();

/** Prepared statements are known by short names; there are as many as combinations of parts that occur. */
function nameOf(shape: string): string {
  const known = shapes.get(shape) ?? `save ${shapes.size}`;
  shapes.set(shape, known);
  return known;
}

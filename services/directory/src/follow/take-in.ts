import { fill, type Organisation, Refusal, system, type Transaction } from '@chancery/domain';
import type { DirectoryChanged } from '@chancery/contracts/chancery/directory/v1/directory';
import { createHash } from 'node:crypto';
import { fewLeaveAtOnce } from '../rules';
import { compare, entriesOf, type Entry, type EntryBody, type EntryKind } from './compare';

export type InCompany = (company: string, actor: ReturnType<typeof system>, work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>;

export interface Taken {
  changed: number;
  /** Why nothing was taken in: the change waits in `held_change`, or there is no organisation. */
  held?: string;
}

/** One writer at a time, also with two replicas: revisions grow in the order in which they are told. */
const lock = `SELECT pg_advisory_xact_lock(hashtext('chancery.directory'))`;
const stored = 'SELECT kind, id, body, revision FROM entry';
const write = `
  WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS given (kind text, id uuid, body jsonb, revision bigint)),
       kept AS (INSERT INTO entry (kind, id, body, revision) SELECT kind, id, nullif(body, 'null'), revision FROM given
                ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, revision = excluded.revision)
  INSERT INTO kit.outbox (company_id, topic, key, type, payload)
  SELECT $2, 'chancery.directory', told.key, 'chancery.directory.v1.DirectoryChanged', told.payload
    FROM jsonb_to_recordset($3::jsonb) AS told (key text, payload text)`;
const confirmed = 'SELECT id FROM held_change WHERE fingerprint = $1 AND confirmed_at IS NOT NULL';
const hold = `
  INSERT INTO held_change (fingerprint, lost, total, people) VALUES ($1, $2, $3, $4)
  ON CONFLICT (fingerprint) DO NOTHING`;

interface Numbered extends Entry {
  revision: number;
}

/** The event of one change: the whole entry, or the name of what is gone. */
function changedOf({ kind, id, body, revision }: Numbered): { key: string; payload: string } {
  const entry = body ? { [kind]: body } : { removed: `${kind}/${id}` };
  return { key: `${kind}/${id}`, payload: JSON.stringify({ revision, ...entry } satisfies Partial<DirectoryChanged> & Record<string, unknown>) };
}

const fingerprintOf = (lost: string[]): string => createHash('sha256').update(lost.join()).digest('hex');

/** Refuses a mass departure that nobody has confirmed, and keeps it to be confirmed. */
async function guard(tx: Transaction, lost: string[], total: number, share: number): Promise<string | undefined> {
  if (fewLeaveAtOnce.holds({ total, lost: lost.length, share })) return undefined;
  const fingerprint = fingerprintOf(lost);
  const [agreed] = await tx.sql('held.confirmed', confirmed, [fingerprint]);
  if (agreed) return undefined;
  await tx.sql('held.keep', hold, [fingerprint, lost.length, total, lost]);
  return fill(fewLeaveAtOnce.words.zh, { total: String(total), lost: String(lost.length) });
}

/**
 * 组织变更入账 — compares what was read with what is stored and, in one transaction, keeps each difference and states it as
 * `DirectoryChanged`. Nothing at all is taken in of a reading that would shut out too many people (rules.ts) until it is confirmed.
 */
export async function takeIn(inCompany: InCompany, organisation: Organisation, { share = 0.2 }: { share?: number } = {}): Promise<Taken> {
  const root = organisation.companies.find((company) => !company.parentId);
  // An empty answer is an identity provider that is not set up, not a group without companies.
  if (!root) return { changed: 0, held: 'the identity provider names no company' };
  let taken: Taken = { changed: 0 };
  await inCompany(root.id, system('job'), async (tx) => {
    await tx.sql('directory.lock', lock, []);
    const rows = await tx.sql<{ kind: EntryKind; id: string; body: EntryBody | null; revision: number }>('directory.stored', stored, []);
    const { changes, lost, total } = compare(rows, entriesOf(organisation));
    const held = await guard(tx, lost, total, share);
    if (held) return void (taken = { changed: 0, held });
    const last = rows.reduce((most, row) => Math.max(most, Number(row.revision)), 0);
    const numbered = changes.map((entry, at) => ({ ...entry, revision: last + 1 + at }));
    if (numbered.length) await tx.sql('directory.write', write, [JSON.stringify(numbered), root.id, JSON.stringify(numbered.map(changedOf))]);
    taken = { changed: numbered.length };
  });
  return taken;
}

/**
 * Confirms a change that waits: the next reading takes it in, if it still takes away the same people.
 *
 * @throws Refusal `missing` when no such change waits.
 */
export async function confirmHeldChange(inCompany: InCompany, company: string, id: string, by: string): Promise<void> {
  await inCompany(company, system('job'), async (tx) => {
    const rows = await tx.sql(
      'held.confirm',
      'UPDATE held_change SET confirmed_by = $2, confirmed_at = kit.now() WHERE id = $1 AND confirmed_at IS NULL RETURNING id',
      [id, by],
    );
    if (!rows.length)
      throw new Refusal('missing', 'held-change', { zh: '没有待确认的组织变更', en: 'No change of the organisation waits under this name' });
  });
}

import { actorId, type Transaction } from '@chancery/domain';
import type { Answer } from '../engine';
import type { Command, Fields, Matter, WayLine } from '../matter';
import { commandKey } from '../store/key';
import { unpacked } from '../store/packed';
import * as statements from '../store/statements';
import { replay } from '../walk';
import { refusal } from '../walk/refusals';
import type { Desk } from './desk';

/** A command that was answered before under the same key. */
export interface Earlier extends Record<string, unknown> {
  fingerprint: string;
  matter: string;
  /** The packed line, base64. */
  line: string;
}

/** Committed answers are kept 30 days (APR-25); the line stays for ever. */
const KEPT = 30 * 86_400_000;
const lineOf = (earlier: Earlier): WayLine => JSON.parse(unpacked(Buffer.from(earlier.line, 'base64'))) as WayLine;

/**
 * The key to store the command under, and the answer that it had under it within 30 days. A key whose answer is forgotten is a new
 * one: it is stored as its next turn. `first`: what was found under the first turn.
 */
export async function keyed(tx: Transaction, command: Command, now: Date, first: Earlier | null): Promise<{ key: string; earlier?: Earlier }> {
  let earlier: Earlier | null | undefined = first;
  for (let turn = 0; ; turn += 1) {
    const key = commandKey(tx.company, actorId(command.actor), command.key, turn);
    if (turn) [earlier] = await tx.sql<Earlier>('earlier', statements.earlier, [tx.company, key]);
    if (!earlier) return { key };
    if (now.getTime() - new Date(lineOf(earlier).at).getTime() < KEPT) return { key, earlier };
  }
}

/** The matter as it was after one of its lines, rebuilt from them (OP-905). */
async function asOf(desk: Desk, tx: Transaction, id: string, no: number): Promise<Matter> {
  const lines = (await desk.lines(tx, id)).slice(0, no);
  const [text] = await tx.sql<{ form: Fields }>('text as of', statements.textAsOf, [tx.company, id, no]);
  const { matter } = await desk.read(tx, { type: 'system', because: 'job' }, id);
  const then = replay({ id, company: tx.company }, lines);
  const form = text?.form ?? matter.form;
  return { ...matter, ...then, form, title: desk.kind(matter.kind).titleOf(form), serial: then.textVersion ? matter.serial : '', updatedAt: new Date(lines.at(-1)!.at) };
}

/**
 * The first committed answer again; nothing is done (OP-002). Its position is that of everything not yet published.
 * @throws Refusal `key-reused` when the content is another.
 */
export async function repeated(desk: Desk, tx: Transaction, earlier: Earlier, print: Buffer): Promise<Answer> {
  if (earlier.fingerprint !== print.toString('hex')) throw refusal('key-reused', {}, { status: 422 });
  const line = lineOf(earlier);
  const copied = line.marks?.find((mark) => mark.startsWith('copied:'))?.slice('copied:'.length);
  const [row] = await tx.sql<{ seq: number | null }>('unpublished', 'SELECT max(seq) AS seq FROM kit.outbox', []);
  const matter = await asOf(desk, tx, earlier.matter, line.no);
  return { matter, position: row?.seq ?? 0, repeated: true, ...(copied ? { copy: await asOf(desk, tx, copied, 1) } : {}) };
}

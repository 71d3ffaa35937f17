import { actorId, type Transaction } from '@chancery/domain';
import type { Kind } from '../kind';
import type { Command, WayLine } from '../matter';
import { EMPTY, link } from '../store/chain';
import { commandKey } from '../store/key';
import { save } from '../store/save';
import * as statements from '../store/statements';
import type { Outcome } from '../walk/types';
import type { Desk } from './desk';
import { runEffects } from './effects';
import { movedEvent } from './moved';

/** What a command found before it walked. */
export interface Before {
  head: string;
  /** The matter's row is made by this command. */
  fresh: boolean;
  serial: string;
  form: unknown;
  /** The command's key as it is stored. */
  key: string;
}

const yearOf = (at: Date): number => Number(new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 4));

/** 2026-0412, at the first submission; without gaps, because the counter's row is locked until the commit. */
async function giveSerial(tx: Transaction, outcome: Outcome): Promise<string> {
  const year = yearOf(outcome.matter.updatedAt);
  const [row] = await tx.sql<{ value: number }>('serial', statements.serial, [tx.company, `matter ${outcome.matter.kind}`, year]);
  return `${year}-${String(row?.value ?? 0).padStart(4, '0')}`;
}

/**
 * Runs the effects and answers what is to be sent with COMMIT. Everything lands at once or not at all (APR-11).
 * @returns place of the command's event in the stream.
 */
export async function keep(
  desk: Desk, tx: Transaction, kind: Kind, command: Command, outcome: Outcome, before: Before, fingerprint: Buffer,
): Promise<(tx: Transaction) => Promise<number>> {
  const { matter } = outcome;
  const { directory, options } = { directory: desk.directory, options: desk.options };
  const formChanged = before.fresh || matter.form !== before.form || outcome.frozen;
  if (outcome.frozen) await kind.check?.(matter.form, { directory, company: matter.company, tx });
  if (outcome.frozen && !before.serial) matter.serial = await giveSerial(tx, outcome);
  const files = formChanged ? (kind.files?.(matter.form) ?? []) : [];
  if (files.length) await options.linkFiles?.(tx, { actor: command.actor, matter: matter.id, files });
  const stated = await runEffects(desk, tx, kind, command, outcome);
  for (const reader of new Set(stated.readers)) {
    outcome.sight.push({ person: reader, because: 'for-reading' });
    outcome.told.push({ person: reader, code: 'for-reading', arguments: { step: outcome.line.step ?? '' } });
  }
  const asCopy: Before = { head: EMPTY, fresh: true, serial: '', form: undefined, key: commandKey(matter.company, 'copy', before.key) };
  const copied = outcome.copy && (await keep(desk, tx, kind, { ...command, key: `${command.key} copy` }, outcome.copy, asCopy, fingerprint));

  const line: WayLine = { no: matter.version, ...outcome.line };
  const marks = kind.marks?.(matter.form) ?? {};
  const saved = {
    outcome, matter, fresh: before.fresh, no: matter.version, link: link(before.head, line), key: before.key, fingerprint,
    actor: actorId(command.actor), secrecy: marks.secrecy ?? '', formChanged, topic: `chancery.${options.service}.events`, traceparent: options.traceparent?.() ?? '',
    events: [movedEvent(options.service, outcome, marks, command.operation, command.actor), ...stated.events], jobs: stated.jobs,
  };
  return async (open) => {
    const position = save(open, saved);
    if (copied) await copied(open);
    return position;
  };
}

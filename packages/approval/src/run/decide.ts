import { actorId } from '@chancery/domain';
import type { Answer } from '../engine';
import type { Command } from '../matter';
import { commandKey, fingerprint } from '../store/key';
import { matterFrom, type MatterRow, type TaskRow } from '../store/rows';
import * as statements from '../store/statements';
import { walk } from '../walk';
import { refusal } from '../walk/refusals';
import { StaleDirectory, type Desk } from './desk';
import { keep } from './keep';
import { again } from './retry';

interface Rest {
  [name: string]: unknown;
  tasks: TaskRow[] | null;
  directory: number;
  answer: { fingerprint: string; matter: string } | null;
  sees: boolean;
}

/**
 * 决定 — the only place where a decision is made: [BEGIN, company, lock, rest] in one round trip, the walk, the effects, [save, COMMIT] in
 * another (architecture §5). A key that was answered before has the same answer; the loser of a race hears who was first.
 */
export function decide(desk: Desk, company: string, id: string, command: Command): Promise<Answer> {
  const { actor } = command;
  const print = fingerprint(id, command);
  return again(desk, () =>
    desk.options.inCompany.last({ company, actor }, async (tx) => {
      const key = commandKey(actorId(actor), command.key);
      const [[row], [rest]] = await Promise.all([
        tx.sql<MatterRow & { secrecy: string }>('lock', statements.lock, [company, id]),
        tx.sql<Rest>('rest', statements.rest, [company, id, key, actor.type === 'person' ? actor.id : null]),
      ]);
      if (!row || !rest) throw refusal('not-found');
      if (rest.directory > desk.directory.revision) throw new StaleDirectory(rest.directory);
      const matter = matterFrom(row, rest.tasks);
      const answer: Answer = { matter, position: 0, repeated: false };
      if (rest.answer) return { answer: repeated(answer, rest.answer, print) };

      const kind = desk.kind(matter.kind);
      const sees = rest.sees || desk.opened(actor, matter, kind.marks?.(matter.form).secrecy ?? '');
      const gone = command.task && !matter.tasks.some((task) => task.id === command.task);
      const past = gone ? await desk.past(tx, id, command.task!) : undefined;
      const context = await desk.context(tx, { kind, process: desk.processOf(matter), form: command.form ?? matter.form, sees, past });
      const outcome = walk(matter, command, context);
      const last = await keep(desk, tx, kind, command, outcome, { head: row.head, fresh: false, serial: matter.serial, form: matter.form }, print);
      answer.matter = outcome.matter;
      if (outcome.copy) answer.copy = outcome.copy.matter;
      return {
        answer,
        last: async (open) => {
          answer.position = await last(open);
        },
      };
    }),
  );
}

/** The same key with other content is refused; with the same content nothing is done again (OP-002). */
export function repeated(answer: Answer, before: { fingerprint: string }, print: Buffer): Answer {
  if (before.fingerprint !== print.toString('hex')) throw refusal('key-reused', {}, { status: 422 });
  return { ...answer, repeated: true };
}

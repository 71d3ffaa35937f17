import { actorId } from '@chancery/domain';
import type { Answer } from '../engine';
import type { Command } from '../matter';
import { commandKey, fingerprint } from '../store/key';
import { matterFrom, type MatterRow, type TaskRow } from '../store/rows';
import * as statements from '../store/statements';
import { walk } from '../walk';
import { refusal } from '../walk/refusals';
import { StaleDirectory, type Desk } from './desk';
import { keyed, repeated, type Earlier } from './earlier';
import { isId } from './ids';
import { keep } from './keep';
import { again } from './retry';

interface Rest extends Record<string, unknown> {
  tasks: TaskRow[] | null;
  directory: number;
  earlier: Earlier | null;
  sees: boolean;
}

/**
 * 决定 — the only place where a decision is made: [BEGIN, company, lock, rest] in one round trip, the walk, the effects, [save, COMMIT] in
 * another (architecture §5). A key that was answered before has the same answer; the loser of a race hears who was first.
 */
export async function decide(desk: Desk, company: string, id: string, command: Command): Promise<Answer> {
  if (!isId(id)) throw refusal('not-found');
  const { actor } = command;
  const person = actor.type === 'person' && isId(actor.id) ? actor.id : null;
  const print = fingerprint(id, command);
  return again(desk, () =>
    desk.options.inCompany.last({ company, actor }, async (tx) => {
      const [[row], [rest]] = await Promise.all([
        tx.sql<MatterRow>('lock', statements.lock, [company, id]),
        tx.sql<Rest>('rest', statements.rest, [company, id, commandKey(company, actorId(actor), command.key), person]),
      ]);
      if (!row || !rest) throw refusal('not-found');
      if (rest.directory > desk.directory.revision) throw new StaleDirectory(rest.directory);
      await desk.processes.look(tx);
      const { key, earlier } = await keyed(tx, command, await tx.now(), rest.earlier);
      if (earlier) return { answer: await repeated(desk, tx, earlier, print) };

      const matter = matterFrom(row, rest.tasks);
      const kind = desk.kind(matter.kind);
      const sees = rest.sees || desk.opened(actor, matter, kind.marks?.(matter.form).secrecy ?? '');
      const gone = command.task && !matter.tasks.some((task) => task.id === command.task);
      const past = gone ? await desk.past(tx, id, command.task!) : undefined;
      const context = await desk.context(tx, { kind, process: desk.processOf(matter), form: command.form ?? matter.form, sees, past, since: matter.updatedAt });
      const outcome = walk(matter, command, context);
      const last = await keep(desk, tx, kind, command, outcome, { head: row.head, fresh: false, serial: matter.serial, form: matter.form, key }, print);
      const answer: Answer = { matter: outcome.matter, position: 0, repeated: false, ...(outcome.copy ? { copy: outcome.copy.matter } : {}) };
      return {
        answer,
        last: async (open) => {
          answer.position = await last(open);
        },
      };
    }),
  );
}

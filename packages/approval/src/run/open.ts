import { actorId, type Actor } from '@chancery/domain';
import type { Answer } from '../engine';
import type { Opening } from '../kind';
import type { Command, Fields } from '../matter';
import { EMPTY } from '../store/chain';
import { commandKey, fingerprint } from '../store/key';
import * as statements from '../store/statements';
import { openByEvent, openMatter } from '../walk';
import type { Outcome, WalkContext } from '../walk/types';
import { StaleDirectory, type Desk } from './desk';
import { keyed, repeated, type Earlier } from './earlier';
import { newId } from './ids';
import { keep } from './keep';
import { again } from './retry';

export interface Open {
  company: string;
  actor: Actor;
  key: string;
  kind: string;
  form: Fields;
  submit: boolean;
  department?: string;
  /** For whom it is entered, where another is (OP-732). */
  applicant?: string;
}

interface Asked {
  company: string;
  actor: Actor;
  kind: string;
  form: Fields;
  command: Command;
  print: Buffer;
  open(context: WalkContext, id: string): Outcome;
}

/** A new matter under a key: the same key again answers the matter that it made. */
function make(desk: Desk, asked: Asked): Promise<Answer> {
  const { company, actor, command, print } = asked;
  return again(desk, () =>
    desk.options.inCompany.last({ company, actor }, async (tx) => {
      const kind = desk.kind(asked.kind);
      const first = commandKey(company, actorId(actor), command.key);
      const [[before], [known]] = await Promise.all([
        tx.sql<Earlier>('earlier', statements.earlier, [company, first]),
        tx.sql<{ revision: number }>('directory', statements.directory, []),
      ]);
      if (known && known.revision > desk.directory.revision) throw new StaleDirectory(known.revision);
      await desk.processes.look(tx);
      const { key, earlier } = await keyed(tx, command, await tx.now(), before ?? null);
      if (earlier) return { answer: await repeated(desk, tx, earlier, print) };
      const context = await desk.context(tx, { kind, process: desk.processes.inForce(company, asked.kind), form: asked.form, sees: true });
      const outcome = asked.open(context, newId());
      const last = await keep(desk, tx, kind, command, outcome, { head: EMPTY, fresh: true, serial: '', form: undefined, key }, print);
      const answer: Answer = { matter: outcome.matter, position: 0, repeated: false };
      return {
        answer,
        last: async (open) => {
          answer.position = await last(open);
        },
      };
    }),
  );
}

/** 新建 — a draft, or submitted at once. */
export function openNew(desk: Desk, input: Open): Promise<Answer> {
  const { company, actor, key, kind, form, submit } = input;
  const command: Command = { operation: submit ? 'submit' : 'open', actor, key, form };
  const print = fingerprint('', { ...command, target: kind, person: input.applicant });
  return make(desk, { company, actor, kind, form, command, print, open: (context, id) => openMatter({ ...input, id }, context) });
}

/** By event or timer: running at once; the same key opens no second one (OP-840, OP-841). */
export function openArrived(desk: Desk, kind: string, opening: Opening, key: string, event?: Command['event']): Promise<Answer> {
  const { company, form } = opening;
  const actor: Actor = { type: 'system', because: event ? 'event' : 'clock' };
  const command: Command = { operation: 'open', actor, key, form, ...(event ? { event } : {}) };
  const print = fingerprint('', { operation: 'open', target: kind, key });
  return make(desk, { company, actor, kind, form, command, print, open: (context, id) => openByEvent({ id, opening, key, ...(event ? { event } : {}) }, context) });
}

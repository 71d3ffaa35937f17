import { actorId } from '@chancery/domain';
import type { Command, Matter, Task } from '../matter';
import { places, type Place } from './blocks';
import type { Move } from './move';
import type { WalkRecord } from './record';
import { refusal } from './refusals';
import type { PastTask, WalkContext } from './types';
import { listed, nameOf, operationWords, timeText, titleOf } from './words';

/** Who asks for what, where: what an operation judges by before anything is done. */
export interface Standing {
  matter: Matter;
  record: WalkRecord;
  command: Command;
  context: WalkContext;
  /** Person id, or `system`. */
  actor: string;
  /** The task acted on, while it is there. */
  task?: Task;
  past?: PastTask;
  place?: Place;
}

/** 操作 — one row of the truth table. */
export interface Operation {
  name: string;
  /** Acts on a task, on the matter, or on either. */
  on: 'task' | 'matter' | 'either';
  /** The actor states what the text was that was seen (OP-003). */
  reads?: boolean;
  opinion?: boolean;
  /** Has the actor the right to it, whatever the state (403). Also asked for tasks that are closed: their holders hear `too-late`. */
  entitled(at: Standing): boolean;
  /** Throws when state, task or step do not allow it now (409). */
  allows(at: Standing): void;
  /** Steps that it may name. */
  targets?(at: Standing): string[];
  ways?(at: Standing): ('whole' | 'straight')[];
  /** Content (422), then the change itself. `task` is there when the operation acts on one. */
  run(move: Move, task: Task | undefined): void;
}

export function standing(matter: Matter, command: Command, context: WalkContext): Standing {
  const task = command.task ? matter.tasks.find((one) => one.id === command.task) : undefined;
  const past = command.task && !task && context.past?.task === command.task ? context.past : undefined;
  const place = places(context.process).get(task?.step ?? past?.step ?? '');
  return { matter, record: matter.walk as WalkRecord, command, context, actor: actorId(command.actor), task, past, place };
}

/** Who closed the task, for whom, by which operation, when, where the matter stands now; the opinion comes back (OP-004). */
function tooLate(at: Standing): Error {
  const { matter, context, past, command } = at;
  const { directory, process } = context;
  const { line } = past!;
  const who = nameOf(line.actor, directory);
  const forWhom = line.forWhom ? nameOf(line.forWhom, directory) : undefined;
  const open = matter.tasks.filter((one) => one.state === 'open');
  const holders = [...new Set(open.map((one) => one.holder))];
  const step = listed([...new Set(open.map((one) => one.step))].map((one) => titleOf(one, process)));
  const values = {
    who: forWhom ? { zh: `${who.zh}（代${forWhom.zh}）`, en: `${who.en} (for ${forWhom.en})` } : who,
    time: timeText(new Date(line.at)),
    operation: operationWords(line.operation),
    step,
    holder: listed(holders.map((one) => nameOf(one, directory))),
  };
  const more = {
    who: line.actor,
    forWhom: line.forWhom,
    operation: line.operation,
    at: line.at,
    state: matter.state,
    steps: [...new Set(open.map((one) => one.step))],
    holders,
    opinion: command.opinion ?? '',
    entry: command.entry,
  };
  return refusal('too-late', values, { more });
}

/**
 * 门 — the one order of checks (OP-003): sight → entitled → open → state → text. Content comes with the operation itself.
 *
 * @throws Refusal, the first that applies.
 */
export function admit(operation: Operation, at: Standing): void {
  const { matter, command, context } = at;
  if (command.actor.type === 'person' && !context.sees) throw refusal('not-found');
  if (command.task && !at.task && !at.past) throw refusal('not-found');
  if (!operation.entitled(at)) throw refusal('not-yours');
  if (command.task && !at.task) throw tooLate(at);
  if (operation.on === 'task' && !at.task) throw refusal('not-found');
  operation.allows(at);
  if (command.matterVersion !== undefined && command.matterVersion !== matter.version) throw refusal('matter-changed');
  if (!operation.reads) return;
  if (command.textVersion === undefined) throw refusal('text-version-missing');
  if (command.textVersion !== matter.textVersion) throw refusal('text-changed', { n: String(matter.textVersion) });
}

/** The holder, or who held the task until it was closed (OP-003). */
export const holdsTask = (at: Standing): boolean => at.actor !== 'system' && (at.task ?? at.past)?.holder === at.actor;

/** An await is finished by the platform: whoever tries hears that, not that it is somebody else's (OP-807). */
export const onAwait = (at: Standing): boolean => at.task?.kind === 'await';

export const isApplicant = (at: Standing): boolean => at.command.actor.type === 'person' && at.actor === at.matter.applicant;

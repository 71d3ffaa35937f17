import { person as asPerson, Refusal } from '@chancery/domain';
import { hashForm } from './hash';
import type { Allowed } from './engine';
import type { Command, Task } from './matter';
import { operationNamed, operations } from './operations';
import { admit, standing, type Operation } from './walk/gate';
import { Move } from './walk/move';
import { aheadOf } from './walk/preview';
import { refusal } from './walk/refusals';
import type { AheadFunction, AllowedFunction, EntitledFunction, WalkFunction } from './walk/types';
import { operationWords } from './walk/words';

function named(operation: string): Operation {
  const found = operationNamed.get(operation);
  if (!found) throw refusal('unknown-operation', { operation: operationWords(operation) });
  return found;
}

/**
 * 流转 — one command on a matter: the only place where a decision is worked out. Pure: what goes in is not changed, nothing else is asked.
 *
 * @throws Refusal in the order of OP-003; a step without administrator is refused too (`no-admin`).
 * @example walk(matter, { operation: 'agree', actor: person(id), key, task, textVersion: 1 }, context).matter.state
 */
export const walk: WalkFunction = (matter, command, context) => {
  const operation = named(command.operation);
  const at = standing(matter, command, context);
  // A fired timer whose task is gone is recorded as idle, not refused (OP-096).
  const idle = operation.name === 'fire' && !at.task;
  if (!idle) admit(operation, at);
  else if (!operation.entitled(at)) throw refusal('not-yours');
  const move = new Move(matter, command, context);
  if (at.task) move.line = { step: at.task.step, seat: at.task.seat, round: at.task.round, task: at.task.id };
  operation.run(move, at.task);
  return move.outcome();
};

function offered(
  operation: Operation,
  command: Command,
  matter: Parameters<AllowedFunction>[0],
  context: Parameters<AllowedFunction>[2],
): Allowed | undefined {
  const at = standing(matter, command, context);
  try {
    admit(operation, at);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
  const step = at.place?.step;
  return {
    operation: operation.name,
    ...(command.task ? { task: command.task } : {}),
    ...(at.task ? { step: at.task.step } : {}),
    opinionRequired: operation.opinion === true,
    targets: operation.targets?.(at) ?? [],
    ways: operation.ways?.(at) ?? [],
    irreversible: operation.name === 'done' && step?.type === 'do' && step.irreversible === true,
  };
}

/** Exactly the operations that the person may do now: what a screen shows. Same gate as `walk`. */
export const allowed: AllowedFunction = (matter, person, context) => {
  const command = (operation: Operation, task?: Task): Command => ({
    operation: operation.name,
    actor: asPerson(person),
    key: '',
    textVersion: matter.textVersion,
    ...(task ? { task: task.id } : {}),
  });
  const ofTask = operations
    .filter((one) => one.on === 'task')
    .flatMap((operation) => matter.tasks.map((task) => offered(operation, command(operation, task), matter, context)));
  const ofMatter = operations.filter((one) => one.on !== 'task').map((operation) => offered(operation, command(operation), matter, context));
  return [...ofTask, ...ofMatter].filter((one) => one !== undefined);
};

/** The way ahead with names, by the same resolver as execution (OP-012). */
export const ahead: AheadFunction = (matter, context) =>
  aheadOf(new Move(matter, { operation: 'ahead', actor: { type: 'system', because: 'job' }, key: '' }, context));

/** Has the actor the right to the command, whatever the state: the 403 of OP-003. */
export const entitled: EntitledFunction = (matter, command, context) => named(command.operation).entitled(standing(matter, command, context));

export { hashForm };
export { openByEvent, openMatter } from './operations/open';
export { findPast, replay } from './walk/changes';
export type * from './walk/types';
export type { WalkRecord, Seat, Line } from './walk/record';
export { workingCalendar } from './calendar/calendar';

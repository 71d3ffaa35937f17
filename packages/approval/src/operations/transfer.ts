import type { Task } from '../matter';
import { holdsTask, onAwait, type Operation, type Standing } from '../walk/gate';
import type { Move } from '../walk/move';
import { applicants, isAdministrator } from '../walk/people';
import { notAllowedNow, refusal } from '../walk/refusals';
import { titleOf } from '../walk/words';
import { checkEligible, checkPost } from './eligible';
import { needsOpinion } from './states';

const most = 5;

const isAdmin = (at: Standing): boolean => at.command.actor.type === 'person' && isAdministrator(at.actor, at.matter, at.context.directory);
/** The superior whom the clock told (OP-013). */
const isSuperior = (at: Standing): boolean => !!at.task && !!at.record.urges?.[at.task.id]?.escalated?.includes(at.actor);

/** The same due time, but never less than one working day (OP-320). */
function dueOf(move: Move, task: Task): Date | undefined {
  if (!task.dueAt) return undefined;
  const least = move.context.calendar.add(move.context.now, '1wd');
  return task.dueAt > least ? task.dueAt : least;
}

/** 转办 — the task goes to another person in the same seat, with a reason (OP-056, OP-320 … OP-327). */
export const transfer: Operation = {
  name: 'transfer',
  on: 'task',
  opinion: true,
  entitled: (at) => onAwait(at) || holdsTask(at) || isAdmin(at) || isSuperior(at),
  allows(at) {
    const { task, matter, context, place } = at;
    if (onAwait(at)) throw refusal('awaiting', { event: titleOf(task!.step, context.process) });
    const states = task!.kind === 'revise' ? ['revising'] : ['running', 'approved'];
    const kinds = isAdmin(at) ? ['decide', 'do', 'revise'] : ['decide', 'do'];
    const turn = task!.state === 'open' || (task!.state === 'waiting' && isAdmin(at));
    if (!states.includes(matter.state) || !kinds.includes(task!.kind) || !turn || place?.step.transfer === false)
      throw notAllowedNow(matter.state, 'transfer');
    const transfers = at.record.seats[task!.step]?.[task!.seat]?.transfers ?? 0;
    if (transfers >= most) throw refusal('too-many', { n: String(most) });
  },
  run(move, task) {
    const { person = '' } = move.command;
    checkEligible(move, task!, person);
    checkPost(move, task!, person);
    needsOpinion(move.command.opinion);
    const seat = move.record.seats[task!.step]?.[task!.seat];
    if (seat) seat.transfers = (seat.transfers ?? 0) + 1;
    move.close(task!, 'transferred');
    move.sight.push({ person: task!.holder, because: 'transferred' });
    move.open({ step: task!.step, seat: task!.seat, kind: task!.kind, holder: person, state: task!.state, due: dueOf(move, task!) });
    move.tell([person, ...applicants(move.matter, move.context)], 'transferred', { step: task!.step, person });
  },
};

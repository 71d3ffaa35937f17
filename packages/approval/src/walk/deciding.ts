import type { Event } from '@chancery/domain';
import type { Fields, Task } from '../matter';
import type { Place } from './blocks';
import { countOf } from './counting';
import type { Move } from './move';
import { openSeat } from './opening';
import { applicants } from './people';
import type { SeatOutcome } from './record';
import { checkGrounds } from './requirements';
import { offersOf } from './seats';
import { undoFollowing } from './undo';

export interface Decision {
  outcome: Extract<SeatOutcome, 'agreed' | 'disagreed' | 'done'>;
  entry?: Fields;
  event?: Event & { id: string };
  seatOf?: string;
}

/** People whose opinion counts in the present round, in the order of the process (O of the truth table). */
export const opinionsOf = (move: Move): string[] => [
  ...new Set(
    Object.values(move.record.seats)
      .flat()
      .filter((one) => one.outcome === 'agreed' || one.outcome === 'disagreed')
      .map((one) => one.by!),
  ),
];

/** Whoever has decided at one seat of a step leaves the others, so that nobody decides twice in it (OP-723, OP-904). */
function leaveOtherSeats(move: Move, task: Task): void {
  const seats = move.record.seats[task.step]!;
  for (const other of move.tasksOf(task.step).filter((one) => one.seat !== task.seat && one.holder === task.holder && one.holder !== 'system')) {
    move.close(other, 'passed');
    const seat = seats[other.seat]!;
    if (move.tasksOf(task.step, other.seat).length > 0) continue;
    seat.outcome = 'merged';
    seats[task.seat]!.also = [...(seats[task.seat]!.also ?? []), seat.key ?? ''];
    move.marks.push(`merged:${task.step}:${task.holder}`);
  }
}

/** In order: the next seat has its turn, with a full due time; its people are resolved now (OP-406, OP-702). */
function openNextSeat(move: Move, place: Place): void {
  const seats = move.record.seats[place.step.id]!;
  const next = seats.findIndex((one) => !one.outcome);
  if (next < 0 || place.step.type === 'await' || place.step.mode !== 'in-order') return;
  const waiting = move.tasksOf(place.step.id, next);
  if (waiting.some((one) => one.state === 'open')) return;
  const active = waiting.filter((one) => move.context.directory.people.get(one.holder)?.enabled);
  for (const task of waiting) {
    if (!active.includes(task)) move.close(task, 'left');
    else {
      const dueAt = move.due(place.step.due);
      move.change(task, { state: 'open', ...(dueAt ? { dueAt, alarmAt: dueAt } : {}) });
      move.tell([task.holder], 'task-opened', { step: task.step, kind: task.kind });
    }
  }
  if (active.length > 0) return;
  const fresh = offersOf(place.step, move).find((one) => one.seat.key === seats[next]!.key);
  openSeat(move, place, next, { seat: seats[next]!, people: fresh?.people ?? [], applicant: fresh?.applicant });
}

/** The step's outcome, once: its other tasks are closed and told (OP-072, OP-407). */
function pass(move: Move, place: Place): void {
  const { record } = move;
  const { id } = place.step;
  for (const task of move.tasksOf(id)) move.close(task, 'passed');
  record.outcomes[id] = 'passed';
  if (record.section) record.sections = { ...record.sections, [id]: record.section };
  move.stale();
  const { back } = record;
  if (back?.to !== id) return;
  // OP-209: straight back only while the text is the one that was returned.
  if (back.way === 'straight' && back.hash !== move.matter.contentHash) undoFollowing(move, id, 'returned');
  delete record.back;
}

function state(move: Move, place: Place, task: Task, entry: Fields | undefined): void {
  if (!entry) return;
  const seats = move.record.seats[task.step]!;
  if (seats.length > 1) seats[task.seat]!.entry = entry;
  move.record.entries[task.step] = entry;
  move.stale();
}

/**
 * Ends a seat by its holder's decision, or by its event, and the step with it where that is enough. Returns how the step stands.
 * Exactly once: the tasks of the seat are gone afterwards.
 */
export function decideSeat(move: Move, task: Task, decision: Decision): 'passed' | 'refused' | undefined {
  const place = move.place(task.step);
  const { record } = move;
  const seats = record.seats[task.step]!;
  const by = decision.event ? 'system' : move.actor;
  Object.assign(seats[task.seat]!, {
    outcome: decision.outcome,
    by,
    text: move.matter.textVersion,
    ...(decision.event ? { event: decision.event.id } : {}),
  });
  record.acted ??= { by, at: move.context.now.toISOString(), step: task.step };
  state(move, place, task, decision.entry);
  move.close(task, 'done');
  for (const other of move.tasksOf(task.step, task.seat)) move.close(other, 'passed');
  leaveOtherSeats(move, task);
  const result = countOf(place.step, seats);
  if (result === 'passed') pass(move, place);
  else if (!result) openNextSeat(move, place);
  if (result !== 'refused') runEffect(move, place, task, decision, result === 'passed');
  return result;
}

/** A decide step has its effect when it passes; a do or await step at each seat. */
function runEffect(move: Move, place: Place, task: Task, decision: Decision, passed: boolean): void {
  const { step } = place;
  if (!passed && step.type === 'decide') return;
  checkGrounds(move, step.id);
  if (step.type === 'do' && step.irreversible) move.record.irreversible = [...new Set([...(move.record.irreversible ?? []), step.id])];
  if (!(step.id in move.context.kind.effects)) return;
  move.effects.push({
    step: step.id,
    what: 'effect',
    seat: task.seat,
    round: task.round,
    entry: decision.entry ?? {},
    opinion: move.command.opinion ?? '',
    passed,
    ...(decision.event ? { event: decision.event } : {}),
    ...(decision.seatOf ? { seatOf: decision.seatOf } : {}),
  });
}

/** Ends the matter unapproved: everything open in all branches is closed, everybody concerned is told (OP-105, OP-074). */
export function refuseMatter(move: Move): void {
  const told = [...applicants(move.matter, move.context), ...opinionsOf(move)];
  for (const task of [...move.matter.tasks]) move.close(task, 'refused');
  move.matter.state = 'refused';
  move.milestones.push('refused');
  move.tell(told, 'refused', { step: move.line.step ?? '' });
}

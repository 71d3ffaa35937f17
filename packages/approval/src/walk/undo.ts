import type { CloseReason, Task } from '../matter';
import { conditionsOf, follows, type Place } from './blocks';
import type { Move } from './move';
import { openStep } from './opening';
import { revisers, administrators } from './people';
import type { Seat } from './record';

/** Forgets what a step's present round came to; its opinions stay in the way under their round (OP-006). */
function forget(move: Move, step: string): void {
  const { record } = move;
  const signers = (record.seats[step] ?? []).flatMap((one) => (one.by && one.by !== 'system' ? [one.by] : []));
  if (signers.length > 0) record.signers = [...new Set([...(record.signers ?? []), ...signers])];
  for (const kept of [record.outcomes, record.seats, record.entries, record.sections, record.sequences, record.kept]) if (kept) delete kept[step];
  for (const name of ['sections', 'sequences', 'kept'] as const) if (record[name] && Object.keys(record[name]).length === 0) delete record[name];
  if (record.refusedParts) record.refusedParts = record.refusedParts.filter((one) => one !== step);
  if (record.refusedParts?.length === 0) delete record.refusedParts;
  move.stale();
}

const following = (move: Move, step: string): Place[] => [...move.places.values()].filter((one) => follows(move.place(step).path, one.path));

/** Undoes every step after the one named, in its own branch and behind the fork; sibling branches are untouched. */
export function undoFollowing(move: Move, step: string, reason: CloseReason): void {
  const { path } = move.place(step);
  for (const place of following(move, step)) {
    for (const task of move.tasksOf(place.step.id)) move.close(task, reason);
    forget(move, place.step.id);
  }
  for (const key of Object.keys(move.record.chosen)) if (follows(path, key.split('.').map(Number))) delete move.record.chosen[key];
}

export function undoAll(move: Move): void {
  for (const step of move.places.keys()) forget(move, step);
  for (const name of ['kept', 'back', 'acted', 'reached', 'section', 'sections', 'redone', 'rows', 'refusedParts'] as const) delete move.record[name];
  move.record.chosen = {};
}

/** Seats as they are remembered for opening the step again: agreements with their round, else who sat there (OP-203, OP-212). */
function remember(move: Move, step: string, returner: Task | undefined, anew: boolean): Seat[] {
  const round = move.record.rounds[step];
  return (move.record.seats[step] ?? []).flatMap((one, index): Seat[] => {
    if (one.outcome === 'merged') return [];
    const { transfers: _, ...seat } = one;
    const moved = one.transfers ? { transfers: 1 } : {};
    if (one.outcome && one.outcome !== 'disagreed' && !anew) return [{ ...seat, round: one.round ?? round }];
    const { outcome: _outcome, by, text: _text, round: _round, entry: _entry, ...plain } = seat;
    const holders =
      returner?.step === step && returner.seat === index
        ? [returner.holder]
        : move
            .tasksOf(step, index)
            .filter((task) => task.kind !== 'assign')
            .map((task) => task.holder);
    const people = by ? [by] : holders;
    return [{ ...plain, ...moved, ...(people.length > 0 ? { people } : {}) }];
  });
}

const keep = (move: Move, step: string, seats: Seat[]): void => {
  move.record.kept = { ...move.record.kept, [step]: seats };
  delete move.record.seats[step];
};

/** Closes the returner's task as done and the others of these steps as returned; what sat there is remembered (OP-213). */
function closeReturned(move: Move, own: Task | undefined, tasks: Task[]): void {
  const open = [...new Set(tasks.map((one) => one.step))];
  const seats = new Map(open.map((step) => [step, remember(move, step, own, false)]));
  for (const task of tasks) move.close(task, task.id === own?.id ? 'done' : 'returned');
  for (const [step, kept] of seats) keep(move, step, kept);
}

/** 退回申请人 — the matter goes back for revising; `straight` keeps what is passed (OP-200, OP-203). */
export function backToDrafter(move: Move, own: Task | undefined, from: Task, way: 'whole' | 'straight'): void {
  const { matter, record, context } = move;
  record.back = { step: from.step, seat: from.seat, by: move.actor, way, to: 'drafter', hash: matter.contentHash };
  closeReturned(move, own, [...matter.tasks]);
  matter.state = 'revising';
  move.milestones.push('returned');
  const people = revisers(matter, context);
  for (const holder of people.length > 0 ? people : administrators(matter.company, context.directory))
    move.open({ step: 'revise', seat: 0, kind: 'revise', holder, due: '3wd' });
}

/** 退回前环节 — the target opens in a new round for those who sat there (OP-207 … OP-209). */
export function backToStep(move: Move, own: Task, target: Place, way: 'whole' | 'straight'): void {
  const { id } = target.step;
  const tasks = following(move, id).flatMap((one) => move.tasksOf(one.step.id));
  move.record.back = { step: own.step, seat: own.seat, by: move.actor, way, to: id, hash: move.matter.contentHash };
  const again = remember(move, id, undefined, true);
  if (way === 'straight') closeReturned(move, own, tasks);
  else {
    move.close(own, 'done');
    undoFollowing(move, id, 'returned');
  }
  forget(move, id);
  keep(move, id, again);
  openStep(move, target);
}

/** 重办 — steps from the target on in a new round, people resolved anew; what was approved stays approved (OP-820 … OP-826). */
export function redoFrom(move: Move, own: Task, target: Place): void {
  move.close(own, 'done');
  for (const task of move.tasksOf(target.step.id)) move.close(task, 'redone');
  undoFollowing(move, target.step.id, 'redone');
  forget(move, target.step.id);
  const redone = [target, ...following(move, target.step.id)].map((one) => one.step.id);
  move.record.redone = [...new Set([...(move.record.redone ?? []), ...redone])];
  for (const { key, block, branch } of conditionsOf(move.process, target)) {
    const chosen = move.record.chosen[key] ?? [];
    if (!chosen.includes(branch)) move.record.chosen[key] = 'together' in block ? [...chosen, branch] : [branch];
  }
  openStep(move, target);
}

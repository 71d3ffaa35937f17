import type { Fields, Task } from '../matter';
import type { DoStep } from '../process';
import { decideSeat } from '../walk/deciding';
import { holdsTask, onAwait, type Operation, type Standing } from '../walk/gate';
import type { Move } from '../walk/move';
import { ask } from '../walk/opening';
import { barred } from '../walk/people';
import { refusal } from '../walk/refusals';
import { ownersOf } from '../walk/seats';
import { settle } from '../walk/settle';
import { applyForm } from '../walk/text';
import { onTurn, only } from './states';

/** An await whose other side is outside the platform: its owner enters the fact (OP-806). */
const byHand = (at: Standing): boolean => {
  const step = at.place?.step;
  if (!onAwait(at) || step?.type !== 'await' || !step.byHand) return false;
  const { matter, record, context } = at;
  return ownersOf(step.owner, { matter, record, context, data: { fields: matter.form, entries: record.entries, steps: new Set() } }).includes(
    at.actor,
  );
};

/** A do step may change the fields that it names; a material one only while every decider is still to come (OP-828). */
function edit(move: Move, step: DoStep, form: Fields): void {
  const changed = [...new Set([...Object.keys(form), ...Object.keys(move.matter.form)])].filter(
    (field) => JSON.stringify(form[field] ?? null) !== JSON.stringify(move.matter.form[field] ?? null),
  );
  const not = changed.filter((field) => !step.edits?.includes(field));
  if (not.length > 0) throw refusal('not-editable', { list: not.join(', ') }, { status: 422 });
  if (changed.length === 0) return;
  const before = move.matter.contentHash;
  applyForm(move, form);
  if (move.matter.contentHash === before) return;
  const decided = Object.entries(move.record.outcomes).some(
    ([id, outcome]) => move.place(id).step.type === 'decide' && (outcome === 'passed' || outcome === 'skipped'),
  );
  if (decided || move.matter.state === 'approved') throw refusal('text-changed', { n: String(move.matter.textVersion - 1) });
}

/** The owner has supplied what the asked side wanted: it is asked anew (OP-809). */
function askAnew(move: Move, task: Task): void {
  const { record } = move;
  const step = move.place(task.step).step;
  if (step.type !== 'await') return;
  move.close(task, 'done');
  for (const other of move.tasksOf(task.step, task.seat)) move.close(other, 'passed');
  delete record.seats[step.id]![task.seat]!.supply;
  if (move.command.entry) record.entries[step.id] = move.command.entry;
  move.stale();
  record.sequences = { ...record.sequences, [step.id]: (record.sequences?.[step.id] ?? 1) + 1 };
  ask(move, step, [task.seat]);
}

/** 完成 — a do step is carried out and what was done is stated (OP-051). */
export const done: Operation = {
  name: 'done',
  on: 'task',
  reads: true,
  entitled: (at) => onAwait(at) || holdsTask(at),
  allows(at) {
    only(at, 'running', 'approved');
    if (byHand(at)) return;
    onTurn(at, 'do');
    const step = at.place?.step;
    if (step?.type === 'do' && step.twoPerson && barred(at.matter, at.context.kind).has(at.actor)) throw refusal('applicant-decides');
  },
  run(move, task) {
    const { step } = move.place(task!.step);
    if (step.type === 'await' && task!.kind === 'do') askAnew(move, task!);
    else {
      if (step.type === 'await') move.marks.push(`by-hand:${step.id}`);
      else if (move.command.form) edit(move, step as DoStep, move.command.form);
      decideSeat(move, task!, { outcome: 'done', entry: move.command.entry });
    }
    settle(move);
  },
};

import type { Task } from '../matter';
import type { Operation, Standing } from '../walk/gate';
import type { Move } from '../walk/move';
import { isAdministrator, isClerk } from '../walk/people';
import { notAllowedNow, refusal } from '../walk/refusals';
import { ownersOf } from '../walk/seats';
import { timeText } from '../walk/words';
import { only } from './states';

const openTasks = (at: Standing): Task[] => (at.task ? [at.task] : at.matter.tasks).filter((one) => one.state === 'open');

/** Has the person decided in this matter, in whatever round. */
const isSigner = (at: Standing): boolean => {
  const { record, actor } = at;
  return (
    (record.signers ?? []).includes(actor) ||
    Object.values(record.seats)
      .flat()
      .some((one) => one.by === actor) ||
    Object.values(record.kept ?? {})
      .flat()
      .some((one) => one.by === actor)
  );
};

/** OP-060: who may urge, by state. */
function entitled(at: Standing): boolean {
  const { matter, actor, command, context, record } = at;
  // Another company or service urges by event what it awaits from here (OP-807).
  if (command.actor.type === 'system') return command.actor.because === 'event';
  if (isAdministrator(actor, matter, context.directory) || isClerk(actor, matter, context.directory)) return true;
  if (matter.state === 'revising') return record.back?.by === actor;
  if (actor === matter.applicant) return true;
  return matter.state === 'approved' ? false : actor === matter.enterer || isSigner(at);
}

/** Urges a task once more: notice, count, nothing else (OP-500). */
export function count(move: Move, task: Task, by: string): void {
  const before = move.record.urges?.[task.id];
  move.record.urges = {
    ...move.record.urges,
    [task.id]: { ...before, count: (before?.count ?? 0) + 1, by: { ...before?.by, [by]: move.context.now.toISOString() } },
  };
  if (task.kind === 'await') {
    move.urgedAwaits.push(task);
    const { step } = move.place(task.step);
    if (step.type === 'await') move.tell(ownersOf(step.owner, move), 'urged', { step: task.step });
  } else move.tell([task.holder], 'urged', { step: task.step });
}

/** 催办 — the holders are told; due times, tasks and opinions are untouched (OP-060, OP-500 … OP-503). */
export const urge: Operation = {
  name: 'urge',
  on: 'either',
  entitled,
  allows(at) {
    only(at, 'running', 'revising', 'approved');
    if (openTasks(at).length === 0) throw notAllowedNow(at.matter.state, 'urge');
    const times = openTasks(at)
      .map((one) => at.record.urges?.[one.id]?.by[at.actor])
      .map((one) => (one ? at.context.calendar.add(new Date(one), '4wh') : undefined));
    if (times.some((one) => !one || one <= at.context.now)) return;
    const next = times.reduce((one, other) => (other! < one! ? other : one))!;
    throw refusal(
      'urged-recently',
      { time: timeText(next) },
      { status: 429, retryAfter: Math.ceil((next.getTime() - at.context.now.getTime()) / 1000), more: { next: next.toISOString() } },
    );
  },
  run(move, task) {
    const { now, calendar } = move.context;
    for (const one of task ? [task] : move.matter.tasks.filter((other) => other.state === 'open')) {
      const last = move.record.urges?.[one.id]?.by[move.actor];
      if (!last || calendar.add(new Date(last), '4wh') <= now) count(move, one, move.actor);
    }
  },
};

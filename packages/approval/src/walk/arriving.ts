import type { Event } from '@chancery/domain';
import type { Fields, Task } from '../matter';
import type { AwaitStep } from '../process';
import { decideSeat } from './deciding';
import type { Move } from './move';
import { administrators, applicants } from './people';
import { ownersOf } from './seats';
import type { SetAside } from './types';
import { redoFrom } from './undo';

type Arrived = Event & { id: string };

/** Nothing is lost: what finishes no await is shown, with the reason, to those who watch it (OP-803). */
export function setAside(move: Move, reason: SetAside['reason'], event: Arrived, step?: AwaitStep): void {
  const owners = step ? ownersOf(step.owner, move) : [];
  const people = [...new Set([...owners, ...administrators(move.matter.company, move.context.directory)])];
  move.setAside = { reason, event, people, ...(step ? { step: step.id } : {}) };
  move.marks.push(`set-aside:${reason}`);
  move.tell(people, 'set-aside', { reason, step: step?.id ?? '' });
}

/** The asked side returned or refused: the owner supplies what was missing, then it is asked anew (OP-809). */
function supply(move: Move, task: Task, step: AwaitStep, event: Arrived): void {
  move.close(task, 'done');
  move.record.seats[step.id]![task.seat]!.supply = event.id;
  const owners = ownersOf(step.owner, move);
  const people = owners.length > 0 ? owners : administrators(move.matter.company, move.context.directory);
  for (const holder of people)
    move.open({ step: step.id, seat: task.seat, kind: owners.length > 0 ? 'do' : 'assign', holder, due: step.due ?? '3wd' });
  move.tell(applicants(move.matter, move.context), 'redone', { step: step.id });
}

/** An event at an open await: its seat ends, or a new round begins, as the process says (OP-801, OP-805). */
export function arriveAt(move: Move, id: string, event: Arrived, seatOf: string | undefined): void {
  const step = move.place(id).step as AwaitStep;
  const seats = move.record.seats[id] ?? [];
  const index = step.each ? seats.findIndex((one) => one.value === seatOf) : 0;
  const brings = step.on[event.type];
  if (index < 0 || !brings) return setAside(move, 'not-awaited', event, step);
  const task = move.tasksOf(id, index).find((one) => one.kind === 'await');
  if (!task) return setAside(move, 'closed', event, step);
  move.line = { ...move.line, step: id, seat: index, round: task.round, task: task.id };
  move.tell(ownersOf(step.owner, move), 'arrived', { step: id, event: event.type });
  if (brings === 'next') {
    decideSeat(move, task, { outcome: 'done', entry: (event.value ?? {}) as Fields, event, seatOf });
    return;
  }
  move.record.acted ??= { by: 'system', at: move.context.now.toISOString(), step: id };
  if (brings.redo === id) return supply(move, task, step, event);
  move.tell(applicants(move.matter, move.context), 'redone', { step: brings.redo });
  redoFrom(move, task, move.place(brings.redo));
}

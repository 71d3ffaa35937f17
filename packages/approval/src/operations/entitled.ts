import { holdsTask, onAwait, type Standing } from '../walk/gate';
import { barred } from '../walk/people';
import { refusal } from '../walk/refusals';
import { onTurn, only } from './states';

/** The holder; of an await everybody, to be told that nobody finishes it by hand (OP-807). */
export const entitledToDecide = (at: Standing): boolean => onAwait(at) || holdsTask(at);

/** An open decision of a matter under way; nobody decides on the own matter, or twice in a step, however the task came there (OP-733). */
export function allowsDeciding(at: Standing): void {
  only(at, 'running', 'approved');
  onTurn(at, 'decide');
  if (barred(at.matter, at.context.kind).has(at.actor)) throw refusal('applicant-decides');
  const others = (at.record.seats[at.task!.step] ?? []).filter((_, index) => index !== at.task!.seat);
  if (others.some((one) => one.by === at.actor && one.outcome !== 'skipped')) throw refusal('own-seat-in-step');
}

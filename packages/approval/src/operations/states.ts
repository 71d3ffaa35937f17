import type { MatterState } from '../matter';
import type { Standing } from '../walk/gate';
import { notAllowedNow, refusal } from '../walk/refusals';
import { titleOf } from '../walk/words';

/** Refuses every state but these. */
export function only(at: Standing, ...states: MatterState[]): void {
  if (!states.includes(at.matter.state)) throw notAllowedNow(at.matter.state, at.command.operation);
}

/** The task is a turn of this kind, and it is its turn: held and waiting ones are not (OP-118, OP-503). */
export function onTurn(at: Standing, ...kinds: string[]): void {
  const { task, matter, command, context } = at;
  if (task?.kind === 'await') throw refusal('awaiting', { event: titleOf(task.step, context.process) });
  if (!task || !kinds.includes(task.kind) || task.state !== 'open') throw notAllowedNow(matter.state, command.operation);
}

/** An opinion, a remark, a reason: obligatory where the truth table says so. */
export function needsOpinion(opinion: string | undefined): void {
  if (!opinion?.trim()) throw refusal('opinion-required', {}, { status: 422 });
}

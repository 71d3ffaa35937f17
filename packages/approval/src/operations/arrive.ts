import type { Event } from '@chancery/domain';
import type { Fields } from '../matter';
import type { AwaitStep } from '../process';
import { arriveAt, setAside } from '../walk/arriving';
import type { Operation } from '../walk/gate';
import type { Move } from '../walk/move';
import { settle } from '../walk/settle';

/** The await that an event answers: by its correlation, else the one that listens to its type, open before closed before early. */
function awaited(move: Move, type: string): AwaitStep | undefined {
  const named = move.command.correlation?.step ?? move.command.target;
  const listening = [...move.places.values()]
    .map((one) => one.step)
    .filter((one): one is AwaitStep => one.type === 'await' && (named ? one.id === named : type in one.on));
  const open = (one: AwaitStep): boolean => !!move.record.seats[one.id] && !move.record.outcomes[one.id];
  return listening.find(open) ?? listening.find((one) => !move.record.outcomes[one.id]) ?? listening[0];
}

/** Which question it answers, when it is not the present one (OP-803). */
function older(move: Move, step: AwaitStep): 'other-round' | 'older-sequence' | undefined {
  const { correlation } = move.command;
  if (!correlation) return undefined;
  const round = move.record.rounds[step.id] ?? 0;
  if (correlation.round < round || (correlation.round > round && round > 0 && !!move.record.seats[step.id])) return 'other-round';
  return correlation.round === round && correlation.sequence < (move.record.sequences?.[step.id] ?? 1) ? 'older-sequence' : undefined;
}

function keepEarly(move: Move, step: AwaitStep, event: Event & { id: string }): void {
  const { seatOf } = move.command;
  const value = (event.value ?? {}) as Fields;
  move.record.early = [
    ...(move.record.early ?? []),
    { step: step.id, event: { id: event.id, type: event.type, key: event.key, value }, ...(seatOf ? { seatOf } : {}) },
  ];
  move.marks.push(`kept:${step.id}`);
}

/** 到达 — an awaited event: finishes its await, is kept until the await opens, or is set aside with the reason (OP-068, OP-801 … OP-805). */
export const arrive: Operation = {
  name: 'arrive',
  on: 'either',
  entitled: (at) => at.actor === 'system',
  allows: () => undefined,
  run(move) {
    const event = move.command.event;
    if (!event) throw new Error('arrive without an event');
    const step = awaited(move, event.type);
    if (move.command.event?.value) move.line.entry = event.value as Fields;
    const { state } = move.matter;
    if (['completed', 'refused', 'withdrawn', 'void'].includes(state)) return setAside(move, 'ended', event, step);
    if (!step) return setAside(move, 'not-awaited', event);
    if (state !== 'running' && state !== 'approved') return setAside(move, 'state', event, step);
    const late = older(move, step);
    if (late) return setAside(move, late, event, step);
    if (move.record.outcomes[step.id]) return setAside(move, 'closed', event, step);
    if (!move.record.seats[step.id]) return keepEarly(move, step, event);
    arriveAt(move, step.id, event, move.command.seatOf);
    settle(move);
  },
};

import type { Words } from '@chancery/domain';
import type { Task } from '../matter';
import { follows, places } from '../walk/blocks';
import { opinionsOf } from '../walk/deciding';
import { holdsTask, onAwait, type Operation, type Standing } from '../walk/gate';
import type { Move } from '../walk/move';
import { applicants, barred } from '../walk/people';
import { notAllowedNow, refusal } from '../walk/refusals';
import { settle } from '../walk/settle';
import { backToDrafter, backToStep } from '../walk/undo';
import { listed, titleOf } from '../walk/words';
import { needsOpinion, onTurn, only } from './states';

/** The drafter, and earlier decisions of the own way in the same effect section (OP-211). */
function candidatesOf(at: Standing): string[] {
  const { matter, record, place, context } = at;
  const step = place?.step;
  if (!step || step.type === 'await' || step.returns === false) return [];
  const to = step.returns?.to ?? ['drafter', 'earlier'];
  const approved = matter.state === 'approved';
  const drafter = to.includes('drafter') && (!approved || step.type === 'do') && !record.irreversible?.length;
  const earlier = to.includes('earlier') && (!approved || step.type === 'decide');
  const found = earlier
    ? [...places(context.process).values()].filter(
        (one) =>
          one.step.type === 'decide' &&
          follows(one.path, place.path) &&
          record.outcomes[one.step.id] === 'passed' &&
          (record.sections?.[one.step.id] ?? 0) === (record.section ?? 0),
      )
    : [];
  return [...(drafter ? ['drafter'] : []), ...found.map((one) => one.step.id)];
}

/** The open await that a return to the target would close: it ends first (OP-230). */
function awaitBefore(at: Standing, target: string): Task | undefined {
  const known = places(at.context.process);
  const path = known.get(target)?.path;
  return at.matter.tasks.find((one) => one.kind === 'await' && (!path || follows(path, known.get(one.step)!.path)));
}

/** Steps that this task may return to now. */
const targetsOf = (at: Standing): string[] => candidatesOf(at).filter((one) => !awaitBefore(at, one));

const waysOf = (at: Standing): ('whole' | 'straight')[] => {
  const returns = at.place?.step.returns;
  if (at.matter.state === 'approved' && at.place?.step.type === 'do') return ['whole'];
  return (returns && returns.ways) || ['whole', 'straight'];
};

const naming = (step: string, at: Standing): Words => (step === 'drafter' ? { zh: '申请人', en: 'the drafter' } : titleOf(step, at.context.process));

/** Why nothing can be returned from here. */
function noTarget(at: Standing): Error {
  if (at.place?.step.returns === false) return refusal('no-return');
  const made = at.record.irreversible ?? [];
  if (at.matter.state === 'approved' && at.place?.step.type === 'do' && made.length > 0)
    return refusal('effect-made', { effect: listed(made.map((one) => titleOf(one, at.context.process))) });
  const waiting = candidatesOf(at).map((one) => awaitBefore(at, one))[0];
  return waiting ? refusal('awaiting', { event: titleOf(waiting.step, at.context.process) }) : notAllowedNow(at.matter.state, 'return');
}

function tellReturned(move: Move, task: Task, target: string, way: string): void {
  const undone = opinionsOf(move).filter(
    (person) =>
      target === 'drafter' ||
      Object.entries(move.record.seats).some(
        ([step, seats]) => (step === target || follows(move.place(target).path, move.place(step).path)) && seats.some((one) => one.by === person),
      ),
  );
  const people = [...applicants(move.matter, move.context), ...undone].filter((one) => one !== move.actor);
  move.tell(people, 'returned', { step: task.step, target, way });
}

/** 退回 — back to the drafter or to an earlier decision, with an opinion and a way (OP-053, OP-054, OP-200 … OP-230). */
export const giveBack: Operation = {
  name: 'return',
  on: 'task',
  reads: true,
  opinion: true,
  entitled: (at) => onAwait(at) || holdsTask(at),
  allows(at) {
    only(at, 'running', 'approved');
    onTurn(at, 'decide', 'do');
    if (barred(at.matter, at.context.kind).has(at.actor) && at.task!.kind === 'decide') throw refusal('applicant-decides');
    if (targetsOf(at).length === 0) throw noTarget(at);
  },
  targets: targetsOf,
  ways: waysOf,
  run(move, task) {
    const at: Standing = {
      matter: move.matter,
      record: move.record,
      command: move.command,
      context: move.context,
      actor: move.actor,
      task,
      place: move.place(task!.step),
    };
    const { target = 'drafter', way = waysOf(at)[0]! } = move.command;
    const allowed = targetsOf(at);
    if (!allowed.includes(target)) {
      const waiting = candidatesOf(at).includes(target) ? awaitBefore(at, target) : undefined;
      if (waiting) throw refusal('awaiting', { event: titleOf(waiting.step, move.process) });
      if (target === 'drafter' && at.place!.step.returns !== false && move.record.irreversible?.length) throw noTarget(at);
      throw refusal('not-on-your-way', { list: listed(allowed.map((one) => naming(one, at))) }, { more: { targets: allowed } });
    }
    needsOpinion(move.command.opinion);
    const chosen = waysOf(at).includes(way) ? way : waysOf(at)[0]!;
    // The line tells what happened, not what was asked: a step may allow one way only (OP-201, OP-228).
    move.line = { ...move.line, target, way: chosen };
    move.record.acted ??= { by: move.actor, at: move.context.now.toISOString(), step: task!.step };
    tellReturned(move, task!, target, chosen);
    if (target === 'drafter') {
      if (move.matter.state === 'approved') move.milestones.push('approval-undone');
      return backToDrafter(move, task!, task!, chosen);
    }
    backToStep(move, task!, move.place(target), chosen);
    settle(move);
  },
};

import { holdsTask, onAwait, type Operation, type Standing } from '../walk/gate';
import { applicants } from '../walk/people';
import { notAllowedNow, refusal } from '../walk/refusals';
import { settle } from '../walk/settle';
import { redoFrom } from '../walk/undo';
import { listed, titleOf } from '../walk/words';
import { needsOpinion, onTurn, only } from './states';

const targetsOf = (at: Standing): string[] => (at.place?.step.type === 'do' && at.task?.kind === 'do' ? (at.place.step.redo ?? []) : []);

/** 重办 — an outcome of a do step: a new round from an earlier step on, with a remark (OP-069, OP-820). */
export const redo: Operation = {
  name: 'redo',
  on: 'task',
  reads: true,
  opinion: true,
  entitled: (at) => onAwait(at) || holdsTask(at),
  allows(at) {
    only(at, 'running', 'approved');
    onTurn(at, 'do');
    if (targetsOf(at).length === 0) throw notAllowedNow(at.matter.state, 'redo');
  },
  targets: targetsOf,
  run(move, task) {
    const { target = '' } = move.command;
    const step = move.place(task!.step).step;
    const allowed = (step.type === 'do' ? step.redo : undefined) ?? [];
    if (!allowed.includes(target)) {
      const list = listed(allowed.map((one) => titleOf(one, move.process)));
      throw refusal('not-a-redo-target', { list }, { status: 422, more: { targets: allowed } });
    }
    needsOpinion(move.command.opinion);
    move.record.acted ??= { by: move.actor, at: move.context.now.toISOString(), step: task!.step };
    redoFrom(move, task!, move.place(target));
    move.tell(applicants(move.matter, move.context), 'redone', { step: target });
    settle(move);
  },
};

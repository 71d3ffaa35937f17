import { isApplicant, type Operation } from '../walk/gate';
import { refusal } from '../walk/refusals';
import { undoAll } from '../walk/undo';
import { nameOf, timeText, titleOf } from '../walk/words';
import { giveUp } from './give-up';
import { only } from './states';

/** 撤回 — the applicant takes it back until the next step has acted; one sent back is given up (OP-055, OP-300 … OP-307). */
export const withdraw: Operation = {
  name: 'withdraw',
  on: 'matter',
  entitled: isApplicant,
  allows(at) {
    only(at, 'running', 'revising');
    const { acted } = at.record;
    if (at.matter.state === 'revising') return;
    const waiting = at.matter.tasks.find((one) => one.kind === 'await');
    if (!acted && waiting) throw refusal('awaiting', { event: titleOf(waiting.step, at.context.process) });
    if (!acted) return;
    const values = { who: nameOf(acted.by, at.context.directory), time: timeText(new Date(acted.at)) };
    throw refusal('already-acted', values, { more: { who: acted.by, at: acted.at, step: acted.step } });
  },
  run(move) {
    if (move.matter.state === 'revising') return giveUp(move);
    for (const task of [...move.matter.tasks]) move.close(task, 'withdrawn');
    undoAll(move);
    move.matter.state = 'draft';
    move.milestones.push('withdrawn');
  },
};

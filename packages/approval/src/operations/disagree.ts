import type { Operation } from '../walk/gate';
import { decideAndSettle } from './deciding';
import { allowsDeciding, entitledToDecide } from './entitled';
import { needsOpinion } from './states';

/** 不同意 — the holder disagrees, with an opinion; the refuse rule of the step follows (OP-052, OP-105). */
export const disagree: Operation = {
  name: 'disagree',
  on: 'task',
  reads: true,
  opinion: true,
  entitled: entitledToDecide,
  allows: allowsDeciding,
  run(move, task) {
    needsOpinion(move.command.opinion);
    decideAndSettle(move, task!, { outcome: 'disagreed', entry: move.command.entry });
  },
};

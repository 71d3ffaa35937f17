import type { Operation } from '../walk/gate';
import { decideAndSettle } from './deciding';
import { allowsDeciding, entitledToDecide } from './entitled';

/** 同意 — the holder agrees; the step passes by its mode (OP-051, OP-102). */
export const agree: Operation = {
  name: 'agree',
  on: 'task',
  reads: true,
  entitled: entitledToDecide,
  allows: allowsDeciding,
  run: (move, task) => decideAndSettle(move, task!, { outcome: 'agreed', entry: move.command.entry }),
};

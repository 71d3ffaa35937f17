import { decideSeat } from '../walk/deciding';
import type { Operation } from '../walk/gate';
import { settle } from '../walk/settle';
import { allowsDeciding, entitledToDecide } from './decisions';

/** 同意 — the holder agrees; the step passes by its mode (OP-051, OP-102). */
export const agree: Operation = {
  name: 'agree',
  on: 'task',
  reads: true,
  entitled: entitledToDecide,
  allows: allowsDeciding,
  run(move, task) {
    decideSeat(move, task!, { outcome: 'agreed', entry: move.command.entry });
    settle(move);
  },
};

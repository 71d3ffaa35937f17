import type { Operation } from '../walk/gate';
import { completed } from '../walk/text';
import { mayRevise } from './resubmit';
import { only } from './states';

/** 修改 — the form of a draft or of a matter sent back is written anew; the text in force stays until it is submitted. */
export const change: Operation = {
  name: 'change',
  on: 'matter',
  entitled: (at) => mayRevise(at) || (at.matter.state === 'draft' && at.actor === at.matter.enterer),
  allows(at) {
    only(at, 'draft', 'revising');
  },
  run(move) {
    move.matter.form = completed(move, move.command.form ?? move.matter.form);
    move.matter.title = move.context.kind.titleOf(move.matter.form);
    move.stale();
  },
};

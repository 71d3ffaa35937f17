import { isApplicant, type Operation } from '../walk/gate';
import { openCopy } from './open';
import { only } from './states';

/** 复制为新草稿 — a refused matter is not reopened; a new draft is copied from it, with a link (OP-109). */
export const copyDraft: Operation = {
  name: 'copy-draft',
  on: 'matter',
  entitled: isApplicant,
  allows: (at) => only(at, 'refused'),
  run(move) {
    const { actor, key } = move.command;
    move.copy = openCopy(move.matter, { id: move.context.id(), actor, key }, move.context);
    move.marks.push(`copied:${move.copy.matter.id}`);
  },
};

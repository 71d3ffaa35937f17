import { isApplicant, type Operation } from '../walk/gate';
import { only } from './states';

/** 删除草稿 — a draft that was withdrawn ends `withdrawn` and is kept, its number with it; so does one never submitted (OP-304). */
export const discard: Operation = {
  name: 'discard',
  on: 'matter',
  entitled: isApplicant,
  allows: (at) => only(at, 'draft'),
  run(move) {
    if (move.matter.textVersion === 0) move.marks.push('never-submitted');
    move.matter.state = 'withdrawn';
    move.milestones.push('withdrawn');
  },
};

import { isApplicant, type Operation, type Standing } from '../walk/gate';
import type { Move } from '../walk/move';
import { applicants } from '../walk/people';
import { aheadOf } from '../walk/preview';
import { checkAuthority } from '../walk/authority';
import { settle } from '../walk/settle';
import { applyForm } from '../walk/text';
import { undoAll } from '../walk/undo';
import { only } from './states';

const isEnterer = (at: Standing): boolean => at.command.actor.type === 'person' && at.actor === at.matter.enterer;

/** From the start: all steps anew, conditions evaluated anew, on the version of the process in force (OP-100, OP-202, OP-303). */
export function begin(move: Move, form = move.command.form ?? move.matter.form): void {
  const { matter, context } = move;
  undoAll(move);
  applyForm(move, form);
  checkAuthority(move);
  if (matter.processVersion !== context.process.version || matter.textVersion === 1) {
    matter.processVersion = context.process.version;
    move.line.process = context.process.version;
  }
  matter.state = 'running';
  move.milestones.push('submitted');
  settle(move);
  const ahead = aheadOf(move).filter((one) => one.uncertain !== 'not-needed');
  move.tell(applicants(matter, context), 'way-ahead', {
    steps: ahead.map((one) => one.step).join(','),
    people: ahead.map((one) => one.people.join('/')).join(','),
  });
}

/** 提交 — a draft becomes a running matter (OP-050, OP-100). */
export const submit: Operation = {
  name: 'submit',
  on: 'matter',
  entitled: (at) => isApplicant(at) || isEnterer(at),
  allows: (at) => only(at, 'draft'),
  run: (move) => begin(move),
};

import { advance, type Progress } from './advance';
import { arriveAt } from './arriving';
import { refuseMatter } from './deciding';
import type { Move } from './move';
import { applicants } from './people';
import { reachPoints } from './requirements';

/** Applies the events that came before their await was open (OP-804). One at a time: each may open the next step. */
function applyEarly(move: Move): boolean {
  const early = move.record.early ?? [];
  for (const [index, one] of early.entries()) {
    if (!move.record.seats[one.step] || move.record.outcomes[one.step]) continue;
    move.record.early = early.filter((_, other) => other !== index);
    if (move.record.early.length === 0) delete move.record.early;
    move.marks.push(`early:${one.step}:${one.event.id}`);
    arriveAt(move, one.step, one.event, one.seatOf);
    return true;
  }
  return false;
}

/** After what a command did itself: effect points, the steps whose turn has come, early events, the end (OP-005). */
export function settle(move: Move): void {
  const { matter } = move;
  const going = (): boolean => matter.state === 'running' || matter.state === 'approved';
  let progress: Progress;
  do {
    if (!going()) return;
    reachPoints(move);
    progress = advance(move);
  } while (progress === 'active' && applyEarly(move));
  if (!going()) return;
  reachPoints(move);
  if (progress === 'refused') refuseMatter(move);
  if (progress === 'done') {
    matter.state = 'completed';
    move.milestones.push('completed');
  }
  for (const milestone of move.milestones) if (milestone === 'approved' || milestone === 'completed') tellApplicant(move, milestone);
}

/** Whoever brought it about knows already. */
function tellApplicant(move: Move, code: string): void {
  move.tell(
    applicants(move.matter, move.context).filter((one) => one !== move.actor),
    code,
  );
}

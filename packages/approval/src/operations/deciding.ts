import type { Task } from '../matter';
import type { DecideStep } from '../process';
import { conditionsOf } from '../walk/blocks';
import { decideSeat, opinionsOf, refuseMatter, type Decision } from '../walk/deciding';
import type { Move } from '../walk/move';
import { applicants } from '../walk/people';
import { settle } from '../walk/settle';
import { backToDrafter } from '../walk/undo';

/** In a branch that has its own fate only this branch ends (OP-107). */
const inOwnFate = (move: Move, step: string): boolean =>
  conditionsOf(move.process, move.place(step)).some(({ block, branch }) => 'together' in block && block.together[branch]!.ownFate === true);

function endStep(move: Move, step: string): void {
  const told = move.tasksOf(step);
  for (const task of told) move.close(task, 'refused');
  move.record.outcomes[step] = 'refused';
  move.stale();
}

/** The step is refused: its rule says whether the matter ends, goes back, or only this part ends (OP-105 … OP-108, OP-404). */
function refuse(move: Move, task: Task): void {
  const step = move.place(task.step).step as DecideStep;
  if (move.matter.state === 'approved') {
    // OP-108: the effect already had stays; the refused part is left out of what follows.
    endStep(move, step.id);
    move.record.refusedParts = [...(move.record.refusedParts ?? []), step.id];
    move.marks.push(`part-refused:${step.id}`);
    move.tell([...applicants(move.matter, move.context), ...opinionsOf(move)], 'part-refused', { step: step.id });
    return settle(move);
  }
  if (inOwnFate(move, step.id)) {
    endStep(move, step.id);
    return settle(move);
  }
  if (step.onRefusal === 'return') {
    move.tell(opinionsOf(move), 'returned', { step: step.id });
    move.tell(applicants(move.matter, move.context), 'returned', { step: step.id, way: 'whole' });
    return backToDrafter(move, undefined, task, 'whole');
  }
  move.record.outcomes[step.id] = 'refused';
  refuseMatter(move);
}

/** A seat's decision and all that follows from it. The last agreement may be the one that makes the refusal certain (`wait-all`). */
export function decideAndSettle(move: Move, task: Task, decision: Decision): void {
  if (decideSeat(move, task, decision) === 'refused') refuse(move, task);
  else settle(move);
}

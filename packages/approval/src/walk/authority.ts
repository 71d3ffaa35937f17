import { conditionsOf, branches } from './blocks';
import { foreseen } from './conditions';
import type { Move } from './move';
import { refusal } from './refusals';
import { coverage, matrixOf, offersOf } from './seats';
import { titleOf } from './words';

/** Is the step sure to come, as things stand: nothing on the way to it depends on what is still to be stated. */
function certain(move: Move, step: string): boolean | undefined {
  const place = move.place(step);
  const conditions = conditionsOf(move.process, place).map(({ block, branch }) => {
    const list = branches(block);
    const earlier = 'together' in block ? [] : list.slice(0, branch).map((one) => (one.when ? foreseen(one.when, move.data) : true));
    if (earlier.includes(true)) return false;
    const own = list[branch]!.when ? foreseen(list[branch]!.when!, move.data) : true;
    return earlier.includes(undefined) && own !== false ? undefined : own;
  });
  if (place.step.when) conditions.push(foreseen(place.step.when, move.data));
  if (conditions.includes(false)) return false;
  return conditions.includes(undefined) ? undefined : true;
}

/**
 * A matter that no row of the authority matrix covers, or that would fall to an applicant without superior, cannot be submitted
 * (OP-101, APR-18). The rows that can be told now are kept with the matter.
 */
export function checkAuthority(move: Move): void {
  for (const { step } of move.places.values()) {
    if (step.type === 'await') continue;
    const comes = certain(move, step.id);
    if (comes === false) continue;
    const matrix = matrixOf(step.who);
    const values = { step: titleOf(step.id, move.process) };
    if (matrix) {
      const row = coverage(matrix, move);
      if (row === 'none') throw refusal('no-authority', values, { status: 422, more: { step: step.id } });
      if (row === 'later') continue;
      move.record.rows = { ...move.record.rows, [matrix]: row.id };
    }
    if (comes && offersOf(step, move).some((one) => one.applicant === 'none') && step.type === 'decide')
      throw refusal('no-superior', values, { status: 422, more: { step: step.id } });
  }
}

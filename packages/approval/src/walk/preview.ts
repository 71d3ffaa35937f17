import type { Ahead } from '../engine';
import type { Block, Step } from '../process';
import { branches, isStep, type Path } from './blocks';
import { foreseen } from './conditions';
import { grounds } from './requirements';
import type { Move } from './move';
import { matrixOf, matrixRow, offersOf, ownersOf } from './seats';

type Sureness = true | false | undefined;

const and = (one: Sureness, other: Sureness): Sureness =>
  one === false || other === false ? false : one === undefined || other === undefined ? undefined : true;

/** Who takes a step. Nobody: its post has no holder, or who it is depends on what is still to be stated (departments, a matrix' fields). */
function taken(move: Move, step: Step): { people: string[]; nobody: 'depends-on' | 'nobody' } {
  if (step.type === 'await') return { people: ownersOf(step.owner, move), nobody: 'nobody' };
  const offers = offersOf(step, move);
  const matrix = matrixOf(step.who);
  const later = offers.length === 0 || (matrix && !matrixRow(matrix, move));
  return { people: [...new Set(offers.flatMap((one) => one.people))], nobody: later ? 'depends-on' : 'nobody' };
}

/** Steps that must all agree before some effect whose point is still ahead. */
function lastDeciders(move: Move): Set<string> {
  const ahead = Object.entries(move.context.kind.requires).filter(([effect]) => move.places.has(effect) && grounds(move, effect) !== 'granted');
  const last = ahead.map(
    ([, deciders]) =>
      deciders
        .filter((one) => move.places.has(one) && move.record.outcomes[one] !== 'unneeded')
        .sort((one, other) => move.place(other).order - move.place(one).order)[0],
  );
  return new Set(last.filter((one) => one !== undefined));
}

function visit(move: Move, blocks: Block[], prefix: Path, sure: Sureness, found: { step: Step; sure: Sureness }[]): void {
  blocks.forEach((block, index) => {
    if (isStep(block)) {
      if (move.record.outcomes[block.id] || move.record.seats[block.id]) return;
      found.push({ step: block, sure: and(sure, block.when ? foreseen(block.when, move.data) : true) });
      return;
    }
    const path = [...prefix, index];
    const chosen = 'inOrder' in block ? [0] : move.record.chosen[path.join('.')];
    let taken: Sureness = false;
    branches(block).forEach((branch, number) => {
      const own = branch.when ? foreseen(branch.when, move.data) : true;
      const free = 'together' in block ? own : taken === true ? false : and(own, taken === undefined ? undefined : true);
      visit(move, branch.then, [...path, number], and(sure, chosen ? chosen.includes(number) : free), found);
      if (own !== false) taken = own === true ? true : taken || undefined;
    });
  });
}

/** What comes next, in the order of the process; steps that the matter's fields leave out are named as such (OP-012, APR-15). */
export function aheadOf(move: Move): Ahead[] {
  const found: { step: Step; sure: Sureness }[] = [];
  visit(move, move.process.steps, [], true, found);
  const last = lastDeciders(move);
  return found.map(({ step, sure }): Ahead => {
    const kept = move.record.kept?.[step.id]?.filter((one) => !one.outcome).flatMap((one) => one.people ?? []);
    const { people, nobody } = taken(move, step);
    const names = sure === false ? [] : kept?.length ? kept : people;
    const uncertain = sure === false ? 'not-needed' : sure === undefined ? 'depends-on' : names.length === 0 ? nobody : undefined;
    return { step: step.id, people: names, ...(uncertain ? { uncertain } : {}), effectPoint: sure !== false && last.has(step.id) };
  });
}

import type { Block } from '../process';
import { branches, isStep, type Branch, type Path } from './blocks';
import { holds } from './conditions';
import type { Move } from './move';
import { openStep } from './opening';

export type Progress = 'done' | 'active' | 'refused';

/** Does a disagreed later part bar the step: its effect stood on that part, or it decides for it (OP-108). */
function barredByRefusal(move: Move, step: string): boolean {
  const refused = move.record.refusedParts ?? [];
  if (refused.length === 0) return false;
  const { requires } = move.context.kind;
  return Object.entries(requires).some(
    ([effect, deciders]) => deciders.some((one) => refused.includes(one)) && (effect === step || deciders.includes(step)),
  );
}

function step(move: Move, id: string): Progress {
  const { record } = move;
  const place = move.place(id);
  if (!record.outcomes[id] && !record.seats[id]) {
    const unneeded = (place.step.when && !holds(place.step.when, move.data)) || barredByRefusal(move, id);
    if (unneeded) {
      record.outcomes[id] = 'unneeded';
      move.stale();
    } else openStep(move, place);
  }
  const outcome = record.outcomes[id];
  if (outcome === 'refused' && !record.refusedParts?.includes(id)) return 'refused';
  return outcome ? 'done' : 'active';
}

/** The branches that the matter takes at a block, recorded when it comes there: later entries do not change them. */
function choose(move: Move, block: Exclude<Block, { type: string }>, key: string): number[] {
  const chosen = move.record.chosen[key];
  if (chosen) return chosen;
  const fits = branches(block).flatMap((branch, index) => (!branch.when || holds(branch.when, move.data) ? [index] : []));
  return (move.record.chosen[key] = 'together' in block ? fits : fits.slice(0, 1));
}

function together(move: Move, list: Branch[], chosen: number[], path: Path, join: 'all' | 'any'): Progress {
  const states = chosen.map((number) => ({ number, progress: sequence(move, list[number]!.then, [...path, number]) }));
  if (states.some(({ number, progress }) => progress === 'refused' && !list[number]!.ownFate)) return 'refused';
  const first = states.find(({ progress }) => progress === 'done');
  if (join === 'any' && first) {
    move.record.chosen[path.join('.')] = [first.number];
    for (const { number } of states.filter((one) => one !== first)) closeBranch(move, [...path, number]);
    return 'done';
  }
  if (states.some(({ progress }) => progress === 'active')) return 'active';
  return states.every(({ progress }) => progress === 'done') ? 'done' : 'refused';
}

function closeBranch(move: Move, prefix: Path): void {
  for (const { step: one, path } of move.places.values()) {
    if (!prefix.every((part, index) => path[index] === part)) continue;
    for (const task of move.tasksOf(one.id)) move.close(task, 'passed');
    if (move.record.seats[one.id] && !move.record.outcomes[one.id]) move.record.outcomes[one.id] = 'unneeded';
  }
}

function sequence(move: Move, blocks: Block[], prefix: Path): Progress {
  for (const [index, block] of blocks.entries()) {
    const path = [...prefix, index];
    const progress = isStep(block) ? step(move, block.id) : fork(move, block, path);
    if (progress !== 'done') return progress;
  }
  return 'done';
}

function fork(move: Move, block: Exclude<Block, { type: string }>, path: Path): Progress {
  if ('inOrder' in block) return sequence(move, block.inOrder, [...path, 0]);
  const list = branches(block);
  const chosen = choose(move, block, path.join('.'));
  if ('together' in block) return chosen.length === 0 ? 'done' : together(move, list, chosen, path, block.join ?? 'all');
  return chosen.length === 0 ? 'done' : sequence(move, list[chosen[0]!]!.then, [...path, chosen[0]!]);
}

/** Opens every step whose turn has come, and says how the whole process stands. */
export const advance = (move: Move): Progress => sequence(move, move.process.steps, []);

import type { Block, Condition, ProcessDefinition, Step } from '../process';

/** A block's place: index in its sequence, number of the branch inside that block, index there … Odd length names a block. */
export type Path = number[];

export interface Place {
  step: Step;
  path: Path;
  order: number;
}

export interface Branch {
  when?: Condition;
  then: Block[];
  ownFate?: boolean;
}

export const isStep = (block: Block): block is Step => 'type' in block;

/** The branches of a block in their order; `otherwise` is the last. */
export function branches(block: Exclude<Block, Step>): Branch[] {
  if ('inOrder' in block) return [{ then: block.inOrder }];
  if ('together' in block) return block.together;
  const list: Branch[] = 'choose' in block ? block.choose : [{ when: block.when, then: block.then }];
  return block.otherwise ? [...list, { then: block.otherwise }] : list;
}

const known = new WeakMap<ProcessDefinition, Map<string, Place>>();

/** Every step of the process with its place, in document order. */
export function places(process: ProcessDefinition): Map<string, Place> {
  const before = known.get(process);
  if (before) return before;
  const found = new Map<string, Place>();
  const visit = (blocks: Block[], prefix: Path): void =>
    blocks.forEach((block, index) => {
      const path = [...prefix, index];
      if (isStep(block)) found.set(block.id, { step: block, path, order: found.size });
      else branches(block).forEach((branch, number) => visit(branch.then, [...path, number]));
    });
  visit(process.steps, []);
  known.set(process, found);
  return found;
}

/** Does `later` come after `earlier` in the same sequence (not beside it in another branch, not at it, not around it). */
export function follows(earlier: Path, later: Path): boolean {
  const length = Math.min(earlier.length, later.length);
  for (let index = 0; index < length; index++) if (earlier[index] !== later[index]) return index % 2 === 0 && later[index]! > earlier[index]!;
  return false;
}

/** Conditions on the way down to a step, with the step's own. */
export function conditionsOf(process: ProcessDefinition, place: Place): { key: string; block: Exclude<Block, Step>; branch: number }[] {
  const list: { key: string; block: Exclude<Block, Step>; branch: number }[] = [];
  let blocks = process.steps;
  for (let depth = 0; depth < place.path.length - 1; depth += 2) {
    const block = blocks[place.path[depth]!]!;
    if (isStep(block)) break;
    const branch = place.path[depth + 1]!;
    list.push({ key: place.path.slice(0, depth + 1).join('.'), block, branch });
    blocks = branches(block)[branch]!.then;
  }
  return list;
}

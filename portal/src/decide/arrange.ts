import type { OperationView } from '../api/wire';

const mains = ['agree', 'done', 'assign', 'confirm', 'resubmit', 'submit'];
/** From the right: main · return · disagree | the rest (design §6). */
const sides = ['redo', 'disagree', 'return'];

export interface Arranged {
  main: OperationView | undefined;
  /** Buttons with a border, left of the main one. */
  sides: OperationView[];
  /** Quiet ones, at the left. */
  quiet: OperationView[];
  /** Several tasks may be urged at once: one button for all. */
  urges: OperationView[];
}

/** Sorts what the server lists for me on this task and on the matter. Nothing is added and nothing is dropped. */
export function arrange(may: OperationView[], task: string | undefined): Arranged {
  const urges = may.filter((one) => one.name === 'urge');
  const mine = may.filter((one) => one.name !== 'urge' && one.name !== 'change' && (!one.taskId || one.taskId === task));
  const main = mains.map((name) => mine.find((one) => one.name === name)).find(Boolean);
  return {
    main,
    sides: sides.flatMap((name) => mine.filter((one) => one.name === name)),
    quiet: mine.filter((one) => one !== main && !sides.includes(one.name)),
    urges,
  };
}

const negative = /^\s*(不同意|不批准|不予|不宜|不可|disagree|do not agree|not agreed)/i;
/** The words of an opinion that speak against the button, if any. */
export const contrary = (operation: string, opinion: string): string | undefined => (operation === 'agree' ? (negative.exec(opinion)?.[1] ?? undefined) : undefined);

/** A choice of target, way or person has to be made first. */
export const asksMore = (operation: OperationView): boolean =>
  operation.name === 'transfer' || operation.name === 'assign' || operation.name === 'return' || (operation.targets ?? []).length > 0 || (operation.ways ?? []).length > 1;

import type { Kind } from './kind';
import type { Block, ProcessDefinition, Step } from './process';
import { branches, conditionsOf, follows, isStep, places, type Place } from './walk/blocks';

/** Fields of a kind that say what every version of its process must keep. */
export type Promises = Pick<Kind, 'kind' | 'requires' | 'exempt'> & {
  effects: Record<string, unknown>;
  asks?: Record<string, unknown>;
  checkEntry?: Record<string, unknown>;
};

function allSteps(blocks: Block[]): Step[] {
  return blocks.flatMap((block) => (isStep(block) ? [block] : branches(block).flatMap((branch) => allSteps(branch.then))));
}

/** Branches of parallel blocks around a step, as `place#branch`. */
const parallel = (process: ProcessDefinition, place: Place): string[] =>
  conditionsOf(process, place)
    .filter(({ block }) => 'together' in block)
    .map(({ key, branch }) => `${key}#${branch}`);

/** A target lies earlier, in the same branches as the step: neither before a fork nor inside another one (OP-829). */
function redoFaults(process: ProcessDefinition, place: Place): string[] {
  const { step } = place;
  const named =
    step.type === 'do' ? (step.redo ?? []) : step.type === 'await' ? Object.values(step.on).flatMap((one) => (one === 'next' ? [] : [one.redo])) : [];
  return named.flatMap((target) => {
    if (step.type === 'await' && target === step.id) return [];
    const found = places(process).get(target);
    if (!found) return [`redo of ${step.id} names no step: ${target}`];
    const same = parallel(process, found).join() === parallel(process, place).join();
    return same && follows(found.path, place.path)
      ? []
      : [`OP-829: ${target} is no redo target of ${step.id}: later, before a fork, or in another branch`];
  });
}

/** No disagree may meet an open await: a branch that decides does not stand beside one that awaits (OP-810). */
function awaitFaults(blocks: Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    if (isStep(block)) return [];
    const inner = branches(block).flatMap((branch) => awaitFaults(branch.then));
    if (!('together' in block)) return inner;
    const kinds = block.together.map((branch) => allSteps(branch.then).map((one) => one.type));
    const meets = kinds.some((own, index) => own.includes('await') && kinds.some((other, at) => at !== index && other.includes('decide')));
    return meets
      ? [
          ...inner,
          `OP-810: a branch decides beside one that awaits: ${allSteps(block.together.flatMap((one) => one.then))
            .map((one) => one.id)
            .join(', ')}`,
        ]
      : inner;
  });
}

function promiseFaults(process: ProcessDefinition, kind: Promises): string[] {
  const known = places(process);
  const exempt = kind.exempt ?? [];
  const faults: string[] = [];
  const mustExist = (what: string, names: string[]): void =>
    names.filter((one) => !known.has(one)).forEach((one) => faults.push(`${what} names no step: ${one}`));
  mustExist('requires', Object.keys(kind.requires));
  mustExist('requires', Object.values(kind.requires).flat());
  mustExist('exempt', exempt);
  mustExist('effects', Object.keys(kind.effects));
  mustExist('asks', Object.keys(kind.asks ?? {}));
  mustExist('checkEntry', Object.keys(kind.checkEntry ?? {}));
  for (const effect of [...Object.keys(kind.effects), ...Object.keys(kind.asks ?? {})])
    if (!kind.requires[effect]?.length && !exempt.includes(effect))
      faults.push(`OP-909: the effect at ${effect} has neither required deciders nor a place on the exempt list`);
  for (const [effect, deciders] of Object.entries(kind.requires))
    for (const decider of deciders) {
      const at = known.get(effect);
      const by = known.get(decider);
      if (by && by.step.type !== 'decide') faults.push(`${decider}, required before ${effect}, is no decide step`);
      if (at && by && decider !== effect && !follows(by.path, at.path))
        faults.push(`${decider} does not come before ${effect}, whose effect requires it`);
    }
  for (const one of Object.keys(kind.asks ?? {}))
    if (known.get(one) && known.get(one)!.step.type !== 'await') faults.push(`asks: ${one} is no await`);
  return faults;
}

/**
 * What publishing a version and starting the service both check (architecture §4): steps named once, effects with their deciders before
 * them (APR-14), redo targets (OP-829), awaits (OP-810). Empty: in order.
 */
export function faultsOf(process: ProcessDefinition, kind: Promises): string[] {
  const steps = allSteps(process.steps).map((one) => one.id);
  const twice = steps.filter((one, index) => steps.indexOf(one) !== index).map((one) => `step ${one} stands twice`);
  const words = steps
    .filter((one) => one === 'revise' || one === 'drafter' || !/^[a-z][a-z0-9-]*$/.test(one))
    .map((one) => `${one} is no name for a step`);
  const empty = steps.length === 0 ? ['it has no steps'] : [];
  if (twice.length > 0) return [...twice, ...words];
  return [
    ...empty,
    ...words,
    ...[...places(process).values()].flatMap((place) => redoFaults(process, place)),
    ...awaitFaults(process.steps),
    ...promiseFaults(process, kind),
  ];
}

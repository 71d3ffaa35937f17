import { branches, conditionsOf, type Place } from './blocks';
import { foreseen } from './conditions';
import type { Move } from './move';
import { refusal } from './refusals';
import { titleOf } from './words';

/** May the step still come on the way, as far as can be foreseen. Unknown counts as yes. */
function onTheWay(move: Move, place: Place): boolean {
  for (const { key, block, branch } of conditionsOf(move.process, place)) {
    const chosen = move.record.chosen[key];
    if (chosen) {
      if (!chosen.includes(branch)) return false;
      continue;
    }
    const list = branches(block);
    const own = list[branch]!.when;
    if (own && foreseen(own, move.data) === false) return false;
    const exclusive = !('together' in block);
    if (exclusive && list.slice(0, branch).some((one) => one.when && foreseen(one.when, move.data) === true)) return false;
  }
  return !place.step.when || foreseen(place.step.when, move.data) !== false;
}

/** Was every agreement of the step given on the content that is in force (APR-26, OP-860). */
function onPresentText(move: Move, step: string): boolean {
  const { hashes, seats } = move.record;
  return (seats[step] ?? []).filter((one) => one.outcome === 'agreed').every((one) => hashes[(one.text ?? 0) - 1] === move.matter.contentHash);
}

/** How the deciders of an effect stand: `granted` by all that are on the way, `open`, or `none` on the way at all. */
export function grounds(move: Move, effect: string): 'granted' | 'open' | 'none' {
  if (move.record.authorised) return 'granted';
  let agreed = 0;
  for (const step of move.context.kind.requires[effect] ?? []) {
    const outcome = move.record.outcomes[step];
    if (outcome === 'unneeded') continue;
    if (outcome === 'passed' || outcome === 'skipped') {
      if (!onPresentText(move, step)) return 'open';
      agreed++;
    } else if (outcome === 'refused' || onTheWay(move, move.place(step))) return 'open';
  }
  return agreed > 0 ? 'granted' : 'none';
}

/** Refuses an effect whose deciders have not all agreed on the text in force, unless it is exempt (OP-860, OP-861). */
export function checkGrounds(move: Move, step: string): void {
  const { requires, exempt, effects, asks } = move.context.kind;
  if (!(step in requires) && !(step in effects) && !(step in (asks ?? {}))) return;
  const found = grounds(move, step);
  if (found === 'granted' || (found === 'none' && exempt?.includes(step))) return;
  throw refusal('not-approved', { step: titleOf(step, move.process) }, { status: 422 });
}

/** Passes the effect points whose last required decider has agreed: the matter is `approved` (OP-103). */
export function reachPoints(move: Move): void {
  const { record } = move;
  if (move.matter.state !== 'running' && move.matter.state !== 'approved') return;
  const points = Object.keys(move.context.kind.requires)
    .filter((effect) => !record.reached?.includes(effect) && move.places.has(effect) && grounds(move, effect) === 'granted')
    .sort((one, other) => move.place(one).order - move.place(other).order);
  if (points.length === 0) return;
  record.reached = [...(record.reached ?? []), ...points];
  record.section = (record.section ?? 0) + 1;
  move.reached.push(...points);
  if (move.matter.state === 'approved') return;
  move.matter.state = 'approved';
  move.milestones.push('approved');
}

/** The last decide step before an effect is always asked (OP-721). */
export function isLastDecider(move: Move, place: Place): boolean {
  return Object.values(move.context.kind.requires).some(
    (required) =>
      required.includes(place.step.id) &&
      !required.some(
        (other) =>
          move.places.has(other) &&
          move.place(other).order > place.order &&
          move.record.outcomes[other] !== 'unneeded' &&
          onTheWay(move, move.place(other)),
      ),
  );
}

import type { TaskKind } from '../matter';
import type { AwaitStep, DecideStep, DoStep } from '../process';
import { conditionsOf, follows, type Place } from './blocks';
import type { Move } from './move';
import { administrators, barred } from './people';
import type { Seat } from './record';
import { refusal } from './refusals';
import { checkGrounds, isLastDecider } from './requirements';
import { eachValues, matrixOf, matrixRow, offersOf, ownersOf, type Offer } from './seats';
import { titleOf } from './words';

type PersonStep = DecideStep | DoStep;

export const isCounting = (seat: Seat): boolean => seat.outcome !== 'skipped' && seat.outcome !== 'merged';

/** The step right before on the same way, if it was a decision: its deciders need not be asked the same again (OP-720). */
function precedingDecision(move: Move, place: Place): string | undefined {
  const before = [...move.places.values()].filter((one) => follows(one.path, place.path)).sort((one, other) => other.order - one.order);
  for (const one of before) {
    const outcome = move.record.outcomes[one.step.id];
    if (outcome === 'unneeded' || outcome === undefined) continue;
    const fork = conditionsOf(move.process, one).find(({ block, key }) => 'together' in block && !place.path.join('.').startsWith(`${key}.`));
    return fork || one.step.type !== 'decide' || outcome !== 'passed' ? undefined : one.step.id;
  }
  return undefined;
}

function skipRepeated(move: Move, place: Place, offers: Offer[]): void {
  const { step } = place;
  if (step.type !== 'decide' || step.skipRepeat === false || step.mustSign || move.record.redone?.includes(step.id) || isLastDecider(move, place))
    return;
  const before = precedingDecision(move, place);
  if (!before) return;
  const { hashes } = move.record;
  const agreed = (move.record.seats[before] ?? [])
    .filter((one) => one.outcome === 'agreed' && hashes[(one.text ?? 0) - 1] === move.matter.contentHash)
    .map((one) => one.by);
  for (const offer of offers)
    if (offer.people.length === 1 && agreed.includes(offer.people[0])) {
      offer.seat = { ...offer.seat, outcome: 'skipped', by: offer.people[0] };
      move.marks.push(`skipped:${step.id}:${offer.people[0]}`);
    }
}

/** Nobody holds the post: the administrator of the seat's company names a person; it never stalls silently (APR-03, OP-352). */
function openAssign(move: Move, place: Place, index: number, seat: Seat, why: string): void {
  const people = administrators(seat.company ?? move.matter.company, move.context.directory, barred(move.matter, move.context.kind));
  if (people.length === 0) throw refusal('no-admin', { step: titleOf(place.step.id, move.process) });
  move.marks.push(`${why}:${place.step.id}`);
  for (const holder of people) move.open({ step: place.step.id, seat: index, kind: 'assign', holder, due: '1wd' });
}

/** Opens one seat for its people, or asks the administrator for one. */
export function openSeat(move: Move, place: Place, index: number, offer: Offer, waiting = false): void {
  const kind: TaskKind = place.step.type === 'decide' ? 'decide' : 'do';
  if (offer.applicant === 'superior') move.marks.push(`superior:${place.step.id}:${offer.people.join(',')}`);
  if (offer.people.length === 0 && !waiting) openAssign(move, place, index, offer.seat, offer.applicant === 'none' ? 'no-superior' : 'nobody');
  for (const holder of offer.people)
    move.open({ step: place.step.id, seat: index, kind, holder, state: waiting ? 'waiting' : 'open', due: place.step.due });
}

/** Seats that a return remembered: agreements stay, the people who sat there are asked, anew where they have gone (OP-203, OP-205, OP-207). */
function remembered(move: Move, place: Place, kept: Seat[]): Offer[] {
  const fresh = offersOf(place.step as PersonStep, move);
  const { directory, kind } = move.context;
  const not = place.step.type === 'decide' ? barred(move.matter, kind) : new Set<string>();
  return kept.map(({ people = [], ...seat }): Offer => {
    if (seat.outcome) return { seat, people: [] };
    const now = fresh.find((one) => one.seat.key === seat.key || one.seat.also?.includes(seat.key ?? ''));
    const company = seat.company ?? move.matter.company;
    const mayStay = (person: string): boolean =>
      !not.has(person) && (seat.transfers || !now ? directory.belongs(person, company) : now.people.includes(person));
    const same = people.filter(mayStay);
    return same.length > 0 ? { seat, people: same } : { seat, people: now?.people ?? [], applicant: now?.applicant };
  });
}

function openPersons(move: Move, place: Place, step: PersonStep): void {
  const kept = move.record.kept?.[step.id];
  const matrix = matrixOf(step.who);
  const row = matrix ? matrixRow(matrix, move) : undefined;
  if (matrix && row) move.record.rows = { ...move.record.rows, [matrix]: row.id };
  const offers = kept ? remembered(move, place, kept) : offersOf(step, move);
  if (kept) delete move.record.kept![step.id];
  else skipRepeated(move, place, offers);
  if (move.record.kept && Object.keys(move.record.kept).length === 0) delete move.record.kept;
  if (offers.length === 0) offers.push({ seat: {}, people: [] });
  for (const offer of offers) if (offer.seat.also && !kept) move.marks.push(`merged:${step.id}:${offer.people.join(',')}`);
  move.record.seats[step.id] = offers.map((one) => one.seat);
  const inOrder = step.mode === 'in-order';
  let turn = true;
  offers.forEach((offer, index) => {
    if (offer.seat.outcome) return;
    openSeat(move, place, index, offer, !turn);
    if (inOrder) turn = false;
  });
  if (offers.every((one) => one.seat.outcome === 'skipped')) move.record.outcomes[step.id] = 'skipped';
}

/** Asks: the event's correlation, and the kind's own asking effect (OP-800). */
export function ask(move: Move, step: AwaitStep, seats: number[]): void {
  const { record } = move;
  const given = record.seats[step.id]!;
  const question = {
    matter: move.matter.id,
    step: step.id,
    round: record.rounds[step.id]!,
    sequence: record.sequences?.[step.id] ?? 1,
    seats: seats.map((seat) => ({ seat, ...(given[seat]!.value === undefined ? {} : { value: given[seat]!.value }) })),
  };
  move.asks.push(question);
  for (const seat of seats) move.open({ step: step.id, seat, kind: 'await', holder: 'system', due: step.due });
  if (!move.context.kind.asks?.[step.id]) return;
  checkGrounds(move, step.id);
  move.effects.push({
    step: step.id,
    what: 'ask',
    seat: seats[0]!,
    round: question.round,
    entry: move.record.entries[step.id] ?? {},
    opinion: move.command.opinion ?? '',
    passed: false,
    ask: question,
  });
}

function openAwait(move: Move, step: AwaitStep): void {
  const values = step.each ? eachValues(step.each, move.data) : undefined;
  if (values?.length === 0) {
    move.record.outcomes[step.id] = 'unneeded';
    return;
  }
  move.record.seats[step.id] = values ? values.map((value) => ({ value })) : [{}];
  move.tell(ownersOf(step.owner, move), 'awaiting', { step: step.id });
  ask(
    move,
    step,
    move.record.seats[step.id]!.map((_, index) => index),
  );
}

/** Opens a step in a new round (OP-009); skipped for sameness it has its outcome at once. */
export function openStep(move: Move, place: Place): void {
  const { record } = move;
  record.rounds[place.step.id] = (record.rounds[place.step.id] ?? 0) + 1;
  if (record.sequences) delete record.sequences[place.step.id];
  if (place.step.type === 'await') openAwait(move, place.step);
  else openPersons(move, place, place.step);
}

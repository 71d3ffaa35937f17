import type { Fields, Json, Matter } from '../matter';
import type { MatrixRow } from '../kind';
import type { Step, Who } from '../process';
import { holds, foreseen, valueAt, type Data } from './conditions';
import { barred, office, superiors } from './people';
import type { Seat, WalkRecord } from './record';
import type { WalkContext } from './types';

/** A seat with the people to whom it is offered. Nobody: the administrator names one (APR-03). */
export interface Offer {
  seat: Seat;
  people: string[];
  /** The applicant was meant: it went to a superior, or found none (OP-730). */
  applicant?: 'superior' | 'none';
}

export interface Scene {
  matter: Matter;
  record: WalkRecord;
  data: Data;
  context: WalkContext;
}

const texts = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');

/** The row of an authority matrix that covers the matter: the recorded one, else the first that matches (APR-18). */
export function matrixRow(name: string, scene: Scene): MatrixRow | undefined {
  const rows = (scene.context.matrix ?? scene.context.kind.matrix)?.[name] ?? [];
  const recorded = scene.record.rows?.[name];
  return rows.find((row) => (recorded ? row.id === recorded : !row.when || holds(row.when, scene.data)));
}

/** How a matrix covers the matter, with what is still to be stated left open: the row, nothing, or not to be told yet. */
export function coverage(name: string, scene: Scene): MatrixRow | 'none' | 'later' {
  for (const row of (scene.context.matrix ?? scene.context.kind.matrix)?.[name] ?? []) {
    const fits = row.when ? foreseen(row.when, scene.data) : true;
    if (fits !== false) return fits ? row : 'later';
  }
  return 'none';
}

/** Name of the matrix that says who takes a step. */
export function matrixOf(who: Who): string | undefined {
  if ('matrix' in who) return who.matrix;
  return 'firstOf' in who ? who.firstOf.map(matrixOf).find((one) => one) : undefined;
}

function byPost(post: string, company: string, department: string, scene: Scene): Offer {
  const people = scene.context.directory.holders(post, department ? { company, department } : { company }).map((one) => one.id);
  return { seat: { key: `${post}@${company}/${department}`, ...(company === scene.matter.company ? {} : { company }) }, people };
}

function postOffers(who: Extract<Who, { post: string }>, scene: Scene): Offer[] {
  const { directory } = scene.context;
  let company = scene.matter.company;
  if (who.company === 'headquarters') company = directory.headquarters()?.id ?? company;
  else if (who.company) company = texts(valueAt(who.company.field, scene.data))[0] ?? company;
  if (who.of === 'company') return [byPost(who.post, company, '', scene)];
  if (who.of === 'applicant') return [byPost(who.post, company, company === scene.matter.company ? scene.matter.department : '', scene)];
  return texts(valueAt(who.of.field, scene.data)).map((department) =>
    byPost(who.post, who.company ? company : (directory.departments.get(department)?.companyId ?? company), department, scene),
  );
}

/** Seats by the process alone, before anybody is barred or merged. */
function raw(who: Who, scene: Scene): Offer[] {
  if ('firstOf' in who) {
    const tried = who.firstOf.map((one) => raw(one, scene));
    return tried.find((offers) => offers.length > 0 && offers.every((one) => one.people.length > 0)) ?? tried.at(-1) ?? [];
  }
  if ('post' in who) return postOffers(who, scene);
  const active = (people: string[]): string[] => people.filter((one) => scene.context.directory.people.get(one)?.enabled);
  if ('person' in who) return texts(valueAt(who.person, scene.data)).map((one) => ({ seat: { key: one }, people: active([one]) }));
  if ('named' in who) return [{ seat: { key: `named:${who.named}` }, people: active(scene.context.named[who.named] ?? []) }];
  if ('matrix' in who) {
    const row = matrixRow(who.matrix, scene);
    return row ? postOffers({ post: row.post, of: row.of }, scene) : [{ seat: { key: `matrix:${who.matrix}` }, people: [] }];
  }
  const { applicant } = scene.matter;
  return applicant === 'office' || applicant === 'system'
    ? [{ seat: { key: 'applicant' }, people: office(scene.matter, scene.context) }]
    : [{ seat: { key: 'applicant' }, people: active([applicant]) }];
}

/** The applicant's seat goes to a superior; a two-person act only to another holder of the post (OP-730, OP-735). */
function withoutBarred(step: Step, offer: Offer, scene: Scene): Offer {
  const not = barred(scene.matter, scene.context.kind);
  const people = offer.people.filter((one) => !not.has(one));
  if (people.length > 0 || offer.people.length === 0) return { ...offer, people };
  if (step.type === 'do') return { ...offer, people, applicant: 'none' };
  const company = offer.seat.company ?? scene.matter.company;
  const department = company === scene.matter.company ? scene.matter.department : '';
  const above = superiors(offer.people[0]!, { company, department }, scene.context.directory, not);
  return { ...offer, people: above, applicant: above.length > 0 ? 'superior' : 'none' };
}

/** Two seats that resolve to one person become one; nobody is offered two seats of a step (OP-723). */
export function merged(offers: Offer[]): Offer[] {
  const kept: Offer[] = [];
  for (const offer of [...offers].sort((one, other) => one.people.length - other.people.length)) {
    const same = kept.find((one) => offer.people.length > 0 && one.people.join() === offer.people.join());
    const left = offer.people.filter((one) => !kept.some((other) => other.people.length === 1 && other.people[0] === one));
    const into = same ?? (offer.people.length > 0 && left.length === 0 ? kept.find((one) => one.people.includes(offer.people[0]!)) : undefined);
    if (into) into.seat = { ...into.seat, also: [...(into.seat.also ?? []), offer.seat.key ?? ''] };
    else kept.push({ ...offer, seat: { ...offer.seat }, people: left });
  }
  return offers.flatMap((offer) => kept.filter((one) => one.seat.key === offer.seat.key)).filter((one, index, all) => all.indexOf(one) === index);
}

/** The seats of a step of persons, with their people: preview and execution alike (OP-012). */
export function offersOf(step: Exclude<Step, { type: 'await' }>, scene: Scene): Offer[] {
  let offers = raw(step.who, scene);
  if (step.each)
    offers = offers.flatMap((one) =>
      one.people.length === 0 ? [one] : one.people.map((person) => ({ seat: { ...one.seat, key: person }, people: [person] })),
    );
  if (step.type === 'decide' || step.twoPerson) offers = offers.map((one) => withoutBarred(step, one, scene));
  return merged(offers);
}

/** Who watches an await. */
export const ownersOf = (who: Who, scene: Scene): string[] => [...new Set(raw(who, scene).flatMap((one) => one.people))];

export const eachValues = (path: string, data: Data): string[] => [...new Set(texts(valueAt(path, data)))];

export const fieldsOf = (form: Fields, entries: Record<string, Fields>, kind: WalkContext['kind']): Fields => ({
  ...form,
  ...kind.fields?.(form, entries),
});

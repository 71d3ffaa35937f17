import type { Actor, Directory, Event, Transaction, Words } from '@chancery/domain';
import { faultsOf, type Promises } from './check';
import type { Fields, Matter } from './matter';
import type { ProcessDefinition } from './process';

/** What an effect gets. No client, no clock, no random: time and actor come in (architecture §3). */
export interface EffectContext<Form = Fields, Db = unknown> {
  /** The service's Prisma client on the decision's own transaction. */
  db: Db;
  /** The same transaction, raw; for hot registers' `append`. */
  tx: Transaction;
  matter: Omit<Matter, 'form'> & { form: Form };
  /** What was stated at the step. */
  entry: Fields;
  opinion: string;
  actor: Actor;
  at: Date;
  directory: Directory;
  /** The seat that was done, and whether the step has passed with it: a do or await step of several seats runs its effect at each. */
  seat: number;
  round: number;
  passed: boolean;
  /** Of `asks`, and of what follows from the answer: correlation = matter, step, round, sequence (OP-800). */
  ask?: import('./walk/types').Ask;
  /** The event that finished an await, and which of its `each` values it answers. */
  event?: Event & { id: string };
  seatOf?: string;
}

/** What an effect states: events for the outbox, after-commit jobs (PDFs, signatures, files are never made inside the transaction). */
export interface EffectResult {
  events?: Event[];
  jobs?: { type: string; value: Fields }[];
  /** People of the company who get the matter for reading: from now on they see it, and are told (code `for-reading`). */
  readers?: string[];
}

/** 效力 — what a named step does to the registers, in the decision's transaction, unless a rule refuses. */
export type Effect<Form = Fields, Db = unknown> = (context: EffectContext<Form, Db>) => Promise<EffectResult | void>;

export interface MatrixRow {
  id: string;
  when?: import('./process').Condition;
  post: string;
  of: 'applicant' | 'company';
  words: Words;
}

/** 事项种类 — form, process, effects, and what must always hold whatever version of the process a company runs. */
export interface Kind<Form = Fields, Db = unknown> {
  kind: string;
  title: Words;
  /** Prefix of the case number: 发文 2026-0412. */
  serial: Words;
  /** Full name of the form's proto message. */
  form: string;
  process: ProcessDefinition;
  /** Posts that may open one; absent: anyone who belongs to the company. Empty: only events and timers. */
  mayOpen?: string[];
  /** Material fields (关键要素), by form field name; the proto options say them, the service fills this in. */
  material?: string[];
  /** Decide steps required before the effect of each named step (flows.md, Effects). */
  requires: Record<string, string[]>;
  /** Steps whose effect needs no decider (flows.md, exempt). */
  exempt?: string[];
  /** Applicant and enterer are both barred from deciding (seal, contract, purchase, claim: OP-732). */
  strictEnterer?: boolean;
  /** Events that open a matter of this kind (APR-23), by full event type. */
  opens?: Record<string, (context: OpenContext<Db>) => Promise<Opening<Form> | undefined>>;
  /** Steps that the opening event makes the first, instead of a submitted form. */
  titleOf(form: Form): string;
  marks?(form: Form): { urgency?: string; secrecy?: string };
  /** Computed fields of form and entries, for conditions and seats. Pure. */
  fields?(form: Form, entries: Record<string, Fields>): Fields;
  /** Computed fields that are stored with the form (direction), before submission. Pure. */
  complete?(form: Form, context: { directory: Directory; company: string }): Form;
  /** Refuses a form that breaks a rule, at submission. Throws Refusal. */
  check?(form: Form, context: { directory: Directory; company: string; tx: Transaction }): Promise<void> | void;
  /** People that the form names, resolved before the walk: `{ 'seal.keeper': [id] }`. */
  people?(db: Db, form: Form): Promise<Record<string, string[]>>;
  /** Refuses what is stated at a step (rules over registers), before the walk. */
  checkEntry?: Record<string, (context: EffectContext<Form, Db>) => Promise<void>>;
  effects: Record<string, Effect<Form, Db>>;
  /** Run when the await of that name opens, and when it asks anew: states the asking event (OP-800). */
  asks?: Record<string, Effect<Form, Db>>;
  /** Run for each seat of an open await of that name that was urged (`seatOf` says which): tells the awaited side by event (OP-807). */
  urges?: Record<string, Effect<Form, Db>>;
  /** Post of the office that is the applicant of a matter opened by event (OP-840). Default `clerk`. */
  office?: string;
  /** What registers know of the matter, for its page. */
  facts?(db: Db, matter: Matter): Promise<FactView[]>;
  /** Rows of the authority matrix, group default (APR-18). */
  matrix?: Record<string, MatrixRow[]>;
  /** Files of the form that become readable with the matter. */
  files?(form: Form): string[];
}

export interface FactView {
  name: string;
  label: Words;
  value?: string;
  file?: { id: string; name: string; mediaType: string; size: number; sha256: string };
  at?: Date;
}

export interface OpenContext<Db = unknown> {
  event: Event & { id: string };
  db: Db;
  tx: Transaction;
  directory: Directory;
}

/** What opens a matter by event: company and form; its applicant is the office (a post) or `system`. */
export interface Opening<Form = Fields> {
  company: string;
  applicant: 'office' | 'system';
  form: Form;
  department?: string;
  /** The asking matter's deciders stand for those of this kind: it starts `approved`, at the step named (OP-847). */
  authorised?: { at: string; matter: string; row?: string; deciders: { step: string; person: string }[] };
}

/**
 * Joins form, process, rules and effects of one kind. Checks at start what every process version must keep: deciders before each
 * effect, steps of effects present, redo targets earlier and in the own branch (OP-829), no await beside a decide branch (OP-810).
 *
 * @throws Error naming the kind and the broken promise; the service does not start.
 */
export function defineKind<Form = Fields, Db = unknown>(kind: Kind<Form, Db>): Kind<Form, Db> {
  checkProcess(kind.process, kind);
  return kind;
}

/** The same check for a version that a company publishes (APR-01). @throws Error as `defineKind`. */
export function checkProcess(process: ProcessDefinition, kind: Promises): void {
  const faults = faultsOf(process, kind);
  if (faults.length > 0) throw new Error(`kind ${kind.kind}: ${faults.join('; ')}`);
}

export function defineProcess(process: ProcessDefinition): ProcessDefinition {
  return process;
}

import type { Words } from '@chancery/domain';

/**
 * 流程 — a process is data: blocks in order, conditional, chosen, together (architecture §4). It can be drawn, previewed, compared,
 * checked before publishing and edited by a clerk. No goto, no expression language, no scripts.
 */

/** Length of working time: `'3wd'` working days, `'4wh'` working hours (APR-08). */
export type WorkingTime = `${number}wd` | `${number}wh`;

/**
 * A field of the matter. Plain name: a field of the form, or a computed field of the kind. `step.field`: a field of the entry that
 * was given at that step (`propose.importance`).
 */
export type FieldPath = string;

/** Who takes a step, said by post and place or by a name that the kind resolves (APR-03). */
export type Who =
  /** Holders of a post: in or for the applicant's department, in the company, or in each department that the field lists (a seat each). */
  | { post: string; of: 'applicant' | 'company' | { field: FieldPath }; company?: 'headquarters' | { field: FieldPath } }
  /** One of several posts: the first that has a holder. */
  | { firstOf: Who[] }
  /** The person(s) in this field of the form. */
  | { person: FieldPath }
  /** The applicant (a do step of the one who asked). */
  | { applicant: true }
  /** A name that the kind's `people` resolves before the walk: `seal.keeper`. */
  | { named: string }
  /** By the authority matrix (APR-18): the row that covers the matter says the post. */
  | { matrix: string };

/** Field–operator–value, joined by all or any. Anything richer is a computed field of the kind. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { field: FieldPath; is: string | number | boolean }
  | { field: FieldPath; isNot: string | number | boolean }
  | { field: FieldPath; in: (string | number)[] }
  | { field: FieldPath; atLeast: number }
  | { field: FieldPath; below: number }
  | { field: FieldPath; filled: boolean };

export type Mode = 'all' | 'any' | 'majority' | 'in-order' | { share: number };
export type RefuseRule = 'first-no' | 'last-no' | 'wait-all';
export type ReturnWay = 'whole' | 'straight';

interface StepParts {
  id: string;
  title: Words;
  /** The word on the main button (签发); default by step type: 同意, 完成. */
  verb?: Words;
  when?: Condition;
  due?: WorkingTime;
  /** Full name of the proto message of what is stated at this step. */
  entry?: string;
  /** Return of this step: targets and ways. Absent: drafter and earlier, both ways. `false`: no-return (OP-216). */
  returns?: { to?: ('drafter' | 'earlier')[]; ways?: ReturnWay[] } | false;
  /** `false`: no transfer. `'post'`: only to another holder of the post (OP-322). Default: anyone in the company. */
  transfer?: false | 'post';
  /** Asked again even of one who has just decided (OP-721). */
  mustSign?: boolean;
  /** No cover by a delegate (OP-347). */
  noCover?: boolean;
}

export interface DecideStep extends StepParts {
  type: 'decide';
  who: Who;
  /** Only checks (审核): counts as a decision, adds no signers. */
  verify?: boolean;
  /** How several seats count (OP-400 on). Default `all`. */
  mode?: Mode;
  refuse?: RefuseRule;
  /** What a refused step does: `end` (default) or `return` to the drafter. */
  onRefusal?: 'end' | 'return';
  /** Every holder of the post has a seat (countersign of the post); default: one seat offered to all holders (OP-711). */
  each?: boolean;
  /** Skip a seat whose holder has just agreed in the step before (OP-720). Default true. */
  skipRepeat?: boolean;
  /** Opinions of others are hidden until one's own is given (OP-410). */
  blind?: boolean;
  /** Many at once are allowed (OP-015). */
  bulk?: boolean;
}

export interface DoStep extends StepParts {
  type: 'do';
  who: Who;
  /** What is done cannot be undone: number given, impression made, document issued. */
  irreversible?: boolean;
  /** Steps that an outcome may send back to, for a new round (OP-820). */
  redo?: string[];
  /** Fields of the form that may be changed here; a material one only while every decider is still to come (OP-828). */
  edits?: string[];
  /** Never the applicant (OP-735). */
  twoPerson?: boolean;
  mode?: 'all' | 'any';
  each?: boolean;
}

export interface AwaitStep extends StepParts {
  type: 'await';
  /** The post that is told when it is late. */
  owner: Who;
  /** One seat for each value of this field (each addressee); absent: one seat. */
  each?: FieldPath;
  /** What arrives, by full event type, and what it brings: on, or a new round from a step (also this one). */
  on: Record<string, 'next' | { redo: string }>;
  mode?: 'all' | 'any';
  /** The awaited party may be outside the platform: the owner enters the fact by hand (OP-806). */
  byHand?: boolean;
}

export type Step = DecideStep | DoStep | AwaitStep;

export type Block =
  | Step
  | { inOrder: Block[] }
  | { when: Condition; then: Block[]; otherwise?: Block[] }
  | { choose: { title: Words; when: Condition; then: Block[] }[]; otherwise?: Block[] }
  | { together: { title: Words; when?: Condition; then: Block[]; ownFate?: boolean }[]; join?: 'all' | 'any' };

/** The handbook's eleven fields and five more (APR-02), shown beside the form. */
export interface Handbook {
  goal?: Words;
  purpose?: Words;
  scope?: Words;
  decisions?: Words;
  inputs?: Words;
  outputs?: Words;
  monitoring?: Words;
  exceptions?: Words;
  records?: Words;
  training?: Words;
  review?: `${number}y`;
  risks?: string[];
  regulations?: Words;
  interfaces?: Words;
  evidence?: Words;
}

export interface ProcessDefinition {
  title: Words;
  /** Version of the group default; a company may run its own (APR-01). */
  version: number;
  handbook?: Handbook;
  steps: Block[];
  /** After this limit of overdue working time the superior is told (OP-504). Default '1wd'. */
  escalateAfter?: WorkingTime;
}

export const decide = (id: string, step: Omit<DecideStep, 'type' | 'id'>): DecideStep => ({ type: 'decide', id, ...step });
/** A do step. `do` is a reserved word of the language. */
export const doing = (id: string, step: Omit<DoStep, 'type' | 'id'>): DoStep => ({ type: 'do', id, ...step });
export const awaiting = (id: string, step: Omit<AwaitStep, 'type' | 'id'>): AwaitStep => ({ type: 'await', id, ...step });

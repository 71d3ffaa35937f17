import type { Actor, Directory, Event } from '@chancery/domain';
import type { Allowed, Ahead } from '../engine';
import type { Kind, MatrixRow, Opening } from '../kind';
import type { CloseReason, Command, Fields, Matter, Task, Told, WayLine } from '../matter';
import type { ProcessDefinition, WorkingTime } from '../process';
import type { Line } from './record';

/** 工作日历 — working time of the company: days, make-up days, hours (APR-08). */
export interface WorkingCalendar {
  /** The moment at which the working time is over that starts at `from`. */
  add(from: Date, length: WorkingTime): Date;
  /** Working seconds between two moments; 0 when `to` is not later. */
  seconds(from: Date, to: Date): number;
  /** `day` as `2026-02-14`. */
  isWorkingDay(day: string): boolean;
  status(year: number): 'published' | 'provisional';
}

/** What the walk needs of a kind. A `Kind` of any form and client fits. */
export type WalkKind = Omit<Kind<Fields, unknown>, 'effects' | 'asks' | 'urges' | 'checkEntry' | 'opens' | 'check' | 'people' | 'facts'> & {
  effects: Record<string, unknown>;
  asks?: Record<string, unknown>;
};

/** A task that is no longer open, and the line that closed it: found in the way by `closed[].task` (`findPast`). */
export interface PastTask {
  task: string;
  holder: string;
  step: string;
  seat: number;
  line: WayLine;
}

/** Everything that a decision depends on besides matter and command. Nothing else is asked: no clock, no random, no database. */
export interface WalkContext {
  kind: WalkKind;
  /** The matter's own version; while it is a draft, the version in force (OP-303, OP-650). */
  process: ProcessDefinition;
  directory: Directory;
  calendar: WorkingCalendar;
  /** The database's transaction time (OP-017). */
  now: Date;
  /** A new id (UUIDv7) for a task or a matter. */
  id(): string;
  /** Answer of the kind's `people` for the matter's form. */
  named: Record<string, string[]>;
  /** Has the actor sight of the matter (ORG-09). */
  sees: boolean;
  /** Needed only where the command's task is not among the matter's open ones. */
  past?: PastTask;
  /** The company's own matrix rows; default: the kind's. */
  matrix?: Record<string, MatrixRow[]>;
}

/** Effect of a step to run in this transaction, in order. `ask`: the await has opened, `kind.asks[step]` states the asking event. */
export interface EffectCall {
  step: string;
  what: 'effect' | 'ask';
  /** The seat that was done; an effect of a do or await step runs once for each seat, of a decide step once. */
  seat: number;
  round: number;
  entry: Fields;
  opinion: string;
  /** The step has passed with it. */
  passed: boolean;
  ask?: Ask;
  event?: Event & { id: string };
  seatOf?: string;
}

/** An await that opened (OP-800). Correlation = matter, step, round, sequence. */
export interface Ask {
  matter: string;
  step: string;
  round: number;
  sequence: number;
  /** `value`: that of the await's `each` field. */
  seats: { seat: number; value?: string }[];
}

export interface SetAside {
  reason: 'ended' | 'closed' | 'other-round' | 'older-sequence' | 'not-awaited' | 'state';
  step?: string;
  event: Event & { id: string };
  /** Who is shown it: owner and administrators. */
  people: string[];
}

export type Milestone = 'submitted' | 'approved' | 'approval-undone' | 'completed' | 'refused' | 'returned' | 'withdrawn';

/** What a command does. The matter is a new object; the one that went in is unchanged. */
export interface Outcome {
  /** `version` is one higher; `updatedAt` is now. `serial` is untouched: the store gives it at the first submission. */
  matter: Matter;
  line: Line;
  opened: Task[];
  /** Tasks that go on with another state, holder's alarm or due time. */
  changed: Task[];
  closed: { task: Task; reason: CloseReason | 'done' }[];
  told: Told[];
  effects: EffectCall[];
  asks: Ask[];
  /** Await tasks that were urged: the awaited side is to be told by event (OP-807). */
  urgedAwaits: Task[];
  /** People who keep or get sight without a task or a line of their own. */
  sight: { person: string; because: 'closed' | 'transferred' | 'escalated' | 'assigned' | 'enterer' | 'applicant' | 'for-reading' }[];
  setAside?: SetAside;
  /** A new text version is in force: store the form under `matter.textVersion`. */
  frozen: boolean;
  /** Effect steps whose point was passed by this command. */
  reached: string[];
  milestones: Milestone[];
  /** The new draft of `copy-draft` (OP-109), stored in the same transaction. */
  copy?: Outcome;
}

export interface OpenInput {
  id: string;
  company: string;
  form: Fields;
  actor: Actor;
  key: string;
  submit: boolean;
  /** Default: the applicant's own department in the company. */
  department?: string;
  /** Default: the actor. Else the actor is the enterer (OP-732). */
  applicant?: string;
}

export interface OpenByEventInput {
  id: string;
  opening: Opening;
  key: string;
  event?: Event & { id: string };
}

/** 流转 — one command on a matter. @throws Refusal in the order of OP-003; nothing has changed then. */
export type WalkFunction = (matter: Matter, command: Command, context: WalkContext) => Outcome;
/** Creates a draft, or submits at once. `context.sees` is not asked. */
export type OpenMatter = (input: OpenInput, context: WalkContext) => Outcome;
/** Opens a matter by event or timer: running at once (OP-840). */
export type OpenByEvent = (input: OpenByEventInput, context: WalkContext) => Outcome;
/** Exactly the operations that the person may do now. */
export type AllowedFunction = (matter: Matter, person: string, context: WalkContext) => Allowed[];
/** The way ahead with names, by the same resolver as execution (OP-012). */
export type AheadFunction = (matter: Matter, context: WalkContext) => Ahead[];
/** Is the actor entitled to the command, whatever the state (the 403 of OP-003). */
export type EntitledFunction = (matter: Matter, command: Command, context: WalkContext) => boolean;

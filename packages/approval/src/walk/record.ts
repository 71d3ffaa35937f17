import type { Fields, Walk, WayLine } from '../matter';

/** `passed` by its people or its events; `skipped` for sameness (OP-720); `refused` by its people; `unneeded`: its condition left it out. */
export type StepOutcome = 'passed' | 'skipped' | 'refused' | 'unneeded';
export type SeatOutcome = 'agreed' | 'disagreed' | 'done' | 'skipped' | 'merged';

/** 席位 — one person's place in a step. Who sits there now is said by the tasks; who decided, by `by`. */
export interface Seat {
  /** Finds the seat again when its people are resolved anew: post and place, or the person. */
  key?: string;
  outcome?: SeatOutcome;
  /** Who decided, or `system`. */
  by?: string;
  /** Text version that was decided on. */
  text?: number;
  /** Round in which a kept agreement was given (OP-203); absent: the step's present round. */
  round?: number;
  /** Keys of the seats that were merged into this one (OP-723). */
  also?: string[];
  /** Company of an outside seat. */
  company?: string;
  /** Who sat here, remembered while the step is closed for a return (OP-207). */
  people?: string[];
  /** How often it was transferred in this round (OP-323). */
  transfers?: number;
  /** Value of the await's `each` field. */
  value?: string;
  /** Event that ended it. */
  event?: string;
  /** An await that waits for its owner's supply before it asks again (OP-809). */
  supply?: string;
  /** What was stated at this seat, where the step has several. */
  entry?: Fields;
}

export interface EarlyEvent {
  step: string;
  event: { id: string; type: string; key: string; value: Fields };
  seatOf?: string;
}

/** 流转记录 — what the engine holds of a matter's walk: plain JSON, small, rebuilt exactly by replaying the way (OP-905). */
export interface WalkRecord extends Walk {
  outcomes: Record<string, StepOutcome>;
  seats: Record<string, Seat[]>;
  /** Branches taken, by the block's place in the process (`2.0.1`). */
  chosen: Record<string, number[]>;
  /** Content hash of each text version, first to last. */
  hashes: string[];
  /** Seats to open a step with again: kept agreements and the people who sat there. */
  kept?: Record<string, Seat[]>;
  /** An open return: who sent it back, how it comes back (OP-200 … OP-209). */
  back?: { step: string; seat: number; by: string; way: 'whole' | 'straight'; to: string; hash: string };
  /** First act since the last submission: withdrawing is over (OP-301). */
  acted?: { by: string; at: string; step: string };
  /** Named effects whose deciders have all agreed, in the order of the process. */
  reached?: string[];
  /** Effect points passed so far; and at which section each step passed, where it is not 0 (OP-211). */
  section?: number;
  sections?: Record<string, number>;
  /** Steps whose irreversible effect has been had (OP-229). */
  irreversible?: string[];
  /** Urges by task: how many, by whom and when last; to whom it was escalated (OP-500 … OP-504). */
  urges?: Record<string, { count: number; by: Record<string, string>; escalated?: string[] }>;
  early?: EarlyEvent[];
  /** Authority-matrix row that authorised the matter, by matrix (APR-18). */
  rows?: Record<string, string>;
  /** Steps in a new round by redo: not skipped for sameness (OP-822). */
  redone?: string[];
  /** How often an await has asked in this round, where more than once. */
  sequences?: Record<string, number>;
  /** People who decided in rounds that were undone. */
  signers?: string[];
  /** Opened under the authorisation of another matter (OP-847). */
  authorised?: { matter: string; row?: string; deciders: { step: string; person: string }[] };
  /** The refused matter that this one was copied from (OP-109). */
  copiedFrom?: string;
  /** A later part was disagreed after the effect (OP-108). */
  refusedParts?: string[];
}

export const emptyRecord = (): WalkRecord => ({ rounds: {}, entries: {}, outcomes: {}, seats: {}, chosen: {}, hashes: [] });

export type Line = Omit<WayLine, 'no'>;

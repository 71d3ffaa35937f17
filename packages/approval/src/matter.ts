import type { Actor, Event } from '@chancery/domain';

/** States of a matter (approval-operations.md §1). */
export type MatterState = 'draft' | 'running' | 'revising' | 'approved' | 'completed' | 'correcting' | 'refused' | 'withdrawn' | 'void';
export type TaskKind = 'decide' | 'do' | 'before' | 'after' | 'revise' | 'correct' | 'assign' | 'confirm' | 'void-confirm' | 'await';
export type TaskState = 'waiting' | 'open' | 'held';
/** Why a task was closed without its holder's act. */
export type CloseReason = 'passed' | 'refused' | 'returned' | 'redone' | 'withdrawn' | 'void' | 'transferred' | 'removed' | 'left' | 'moved';

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type Fields = Record<string, Json>;

/** 待办 — one person's turn. Only open, held and waiting ones exist as rows; closing deletes the row, the way keeps the line. */
export interface Task {
  id: string;
  step: string;
  /** Index of the seat in its step; several tasks of one seat are offered to several holders of a post (OP-711). */
  seat: number;
  kind: TaskKind;
  state: TaskState;
  round: number;
  /** Person id, or `system` for an await. */
  holder: string;
  openedAt: Date;
  dueAt?: Date;
  /** When the clock next acts on it: urge, escalate (OP-504). */
  alarmAt?: Date;
}

/** What the engine holds of a matter while it decides: the row, its walk, its open tasks. */
export interface Matter {
  id: string;
  company: string;
  kind: string;
  processVersion: number;
  version: number;
  state: MatterState;
  title: string;
  /** Person id, `office` (a post) or `system` (APR-23). */
  applicant: string;
  enterer: string;
  department: string;
  /** Number and hash of the text in force; 0 while never submitted. */
  textVersion: number;
  contentHash: string;
  serial: string;
  createdAt: Date;
  updatedAt: Date;
  /** The engine's own record of rounds, seats, entries (packages/approval/src/walk). Plain JSON. */
  walk: Walk;
  tasks: Task[];
  form: Fields;
}

/** The record that replaying the way rebuilds exactly (OP-905). Its shape belongs to the walk. */
export interface Walk {
  /** Round of each step that was ever opened. */
  rounds: Record<string, number>;
  /** Entries given at steps of the current round. */
  entries: Record<string, Fields>;
  [more: string]: unknown;
}

/** One line of the way (OP-011): what one command did. Append-only, chained. */
export interface WayLine {
  no: number;
  at: string;
  operation: string;
  step?: string;
  seat?: number;
  round?: number;
  task?: string;
  actor: string;
  /** Principal for whom a delegate acted. */
  forWhom?: string;
  opinion?: string;
  entry?: Fields;
  target?: string;
  way?: 'whole' | 'straight';
  /** Other person concerned: transferee, assignee. */
  person?: string;
  textVersion: number;
  contentHash: string;
  from: MatterState;
  to: MatterState;
  /** What else it did: tasks opened and closed, seats skipped or merged. */
  opened: { task: string; step: string; seat: number; round: number; kind: TaskKind; state: TaskState; holder: string; dueAt?: string; alarmAt?: string }[];
  closed: { task: string; reason: CloseReason | 'done'; holder: string; step: string; seat: number }[];
  marks?: string[];
  /** Key of the command (OP-011). */
  key?: string;
  /** Version of the process that the matter walks from here on, where it changed (submission). */
  process?: number;
  /** Changes of the walk's record, for the replay: path, value; path alone: removed; third place: same as the line's own field. */
  changes?: [path: string, value?: unknown, same?: 'actor' | 'entry'][];
  /** Tasks that went on changed: `open` at their turn, another alarm. */
  changed?: { task: string; state: TaskState; dueAt?: string; alarmAt?: string }[];
}

/** A notice: code with arguments, rendered in the reader's language (§10). */
export interface Told {
  person: string;
  code: string;
  arguments: Record<string, string>;
}

/**
 * A command on a matter. `key` makes it repeatable within company and person (APR-25); `task` names the task it acts on;
 * `textVersion` is the text that the actor saw (OP-001).
 */
export interface Command {
  operation: string;
  actor: Actor;
  key: string;
  task?: string;
  textVersion?: number;
  matterVersion?: number;
  opinion?: string;
  entry?: Fields;
  form?: Fields;
  target?: string;
  way?: 'whole' | 'straight';
  person?: string;
  /** The event of an `arrive`, the timer of a `fire`. */
  event?: Event & { id: string };
  /** Which question the event answers; without it, any round and sequence of the await that listens to its type. */
  correlation?: { step: string; round: number; sequence: number };
  /** Value of the await's `each` field that the event answers, e.g. the addressee's company. */
  seatOf?: string;
}

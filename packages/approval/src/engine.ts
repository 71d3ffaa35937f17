import type { Actor, Page } from '@chancery/domain';
import type { Fields, Matter, Task, WayLine } from './matter';

/** An operation that somebody may do now: exactly what a screen shows. */
export interface Allowed {
  operation: string;
  task?: string;
  step?: string;
  opinionRequired: boolean;
  targets: string[];
  ways: ('whole' | 'straight')[];
  irreversible: boolean;
}

export interface Ahead {
  step: string;
  people: string[];
  uncertain?: 'depends-on' | 'nobody' | 'not-needed';
  effectPoint: boolean;
}

/** What a command answers: the matter after it, and the position of the service's event stream. */
export interface Answer {
  matter: Matter;
  position: number;
  /** The same command had been committed before; nothing was done now (OP-002). */
  repeated: boolean;
  /** The new draft of `copy-draft`. */
  copy?: Matter;
}

/**
 * The one place where a decision is made (architecture §5), over one service's kinds. Company = tenant of the transaction = the
 * matter's company. Every method refuses with `Refusal` and changes nothing then.
 */
export interface Engine {
  /** Creates a draft, or submits at once. */
  open(input: { company: string; actor: Actor; key: string; kind: string; form: Fields; submit: boolean; department?: string }): Promise<Answer>;
  changeDraft(input: { company: string; actor: Actor; key: string; matter: string; form: Fields; version?: number }): Promise<Answer>;
  /** Any operation of the truth table, on the matter or on one of its tasks. */
  command(company: string, matter: string, command: import('./matter').Command): Promise<Answer>;
  get(input: { company: string; actor: Actor; matter: string }): Promise<{ matter: Matter; may: Allowed[]; mine: Task[] }>;
  way(input: { company: string; actor: Actor; matter: string }): Promise<{ matter: Matter; lines: WayLine[]; ahead: Ahead[] }>;
  versions(input: { company: string; actor: Actor; matter: string }): Promise<{ number: number; contentHash: string; frozenAt: Date; by: string; form: Fields }[]>;
  list(input: { company: string; actor: Actor; list: 'open' | 'started' | 'done' | 'drafts' | 'seen'; kind?: string; state?: string; pageSize: number; after?: string }): Promise<Page<Matter>>;
}

import type { Actor, Directory, Transaction } from '@chancery/domain';
import type { WorkingCalendar } from '../walk/types';
import type { Kind } from '../kind';
import type { FiredTimer } from './timers';

/** Whose posts open which kinds (ORG-04, ORG-09): read only. */
export interface KindScope {
  post: string;
  kinds: string[];
  /** `below`: also in the companies under that of the post. */
  reach: 'own' | 'below';
}

/** `work` answers, and states what travels with COMMIT. */
export interface RunInCompany {
  <T>(scope: { company: string; actor: Actor; plans?: 'custom' }, work: (tx: Transaction) => Promise<T>): Promise<T>;
  last<T>(scope: { company: string; actor: Actor }, work: (tx: Transaction) => Promise<{ answer: T; last?: (tx: Transaction) => Promise<unknown> }>): Promise<T>;
}

/** What the stored engine stands on; the kit gives it. */
export interface EngineOptions {
  /** Name of the service: topic of its events, `service` of MatterMoved. */
  service: string;
  kinds: Kind<never, never>[];
  inCompany: RunInCompany;
  directory: { current(): Directory; reload(atLeast?: number): Promise<Directory> };
  scopes?: KindScope[];
  calendar?: WorkingCalendar;
  /** The service has a Prisma client: effects get it. Default true. */
  prisma?: boolean;
  /** Makes files of a form readable to whoever sees the matter, in the transaction that names them. */
  linkFiles?(tx: Transaction, input: { actor: Actor; matter: string; files: string[] }): Promise<void>;
  /** What timers of their own start, by type; in the transaction that takes the timer away. */
  timers?: Record<string, (fired: FiredTimer) => Promise<void>>;
  /** Trace of the command under way, for the outbox (§8). */
  traceparent?(): string;
}

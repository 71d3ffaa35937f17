import { AsyncLocalStorage } from 'node:async_hooks';
import type { Row, Transaction } from '@chancery/domain';
import type pg from 'pg';

/** The unit whose Prisma is open in this asynchronous context. */
export const current = new AsyncLocalStorage<Unit>();

/** What Prisma's generated client must offer; the service's own client has more. */
export interface PrismaLike {
  $transaction<T>(work: (db: never) => Promise<T>, options?: { timeout?: number; maxWait?: number }): Promise<T>;
}

const EFFECT_TIMEOUT = { timeout: 15_000, maxWait: 2_000 };

/**
 * One transaction on one connection, shared by the engine (raw, prepared, pipelined) and by Prisma (the model API).
 * A handle kept after the end is refused.
 */
export class Unit implements Transaction {
  /** `closing`: only what travels with COMMIT may still be sent. */
  state: 'open' | 'closing' | 'over' = 'open';
  /** Set when Prisma rolled back: the transaction must not commit, even where the effect swallowed the error. */
  failed: unknown;
  /** Transaction time, brought by the first statement. */
  begun: Promise<Date>;

  constructor(
    readonly company: string,
    readonly client: pg.PoolClient,
    private readonly openPrisma: () => PrismaLike,
    begin: (client: pg.PoolClient) => Promise<Date>,
  ) {
    this.begun = begin(client);
    this.begun.catch(() => undefined);
  }

  async sql<R extends Row = Row>(name: string, text: string, values: unknown[]): Promise<R[]> {
    if (this.state === 'over') throw new Error('the transaction is over');
    return (await this.client.query<R>({ name, text, values })).rows;
  }

  async prisma<Client, T>(work: (db: Client) => Promise<T>): Promise<T> {
    if (this.state !== 'open') throw new Error('the transaction is over');
    const prisma = this.openPrisma();
    return current.run(this, () => prisma.$transaction(work as (db: never) => Promise<T>, EFFECT_TIMEOUT));
  }

  now(): Promise<Date> {
    return this.begun;
  }
}

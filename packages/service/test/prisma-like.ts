import { PrismaPg } from '@prisma/adapter-pg';

type Queryable = Awaited<ReturnType<Awaited<ReturnType<PrismaPg['connect']>>['startTransaction']>>;

/** Statements as Prisma's engine sends them through its driver adapter. */
export interface Statements {
  rows(text: string, ...values: unknown[]): Promise<unknown[][]>;
}

/**
 * What Prisma's client does with its driver adapter, without a generated client: begin, run, COMMIT or ROLLBACK through the real
 * PrismaPg, in the order and with the words of the client's transaction code.
 */
export function prismaLike(adapter: unknown): { $transaction<T>(work: (db: Statements) => Promise<T>): Promise<T> } {
  const connected = (adapter as PrismaPg).connect();
  return {
    async $transaction(work) {
      const transaction = await (await connected).startTransaction();
      const end = async (word: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
        await transaction.executeRaw({ sql: word, args: [], argTypes: [] });
        await (word === 'COMMIT' ? transaction.commit() : transaction.rollback());
      };
      try {
        const answer = await work(statements(transaction));
        await end('COMMIT');
        return answer;
      } catch (error) {
        await end('ROLLBACK');
        throw error;
      }
    },
  };
}

const statements = (transaction: Queryable): Statements => ({
  rows: async (sql, ...args) => (await transaction.queryRaw({ sql, args, argTypes: args.map(() => ({ scalarType: 'unknown', arity: 'scalar' })) })).rows,
});

import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { current } from './unit';

const nothing = { command: '', rowCount: 0, oid: 0, rows: [], fields: [] };

/**
 * What Prisma takes for a pool: it hands out the connection of the unit under way and refuses everything else, so that no model call
 * can leave the transaction whose company is set. Prisma's BEGIN and COMMIT do nothing; its ROLLBACK dooms the unit.
 */
class SharedPool extends pg.Pool {
  override query(): never {
    throw new Error('no database outside inCompany');
  }

  override connect(): never {
    return this.lend() as never;
  }

  private async lend(): Promise<unknown> {
    const unit = current.getStore();
    if (!unit || unit.state !== 'open') throw new Error('no database outside inCompany');
    return {
      on: () => undefined,
      removeListener: () => undefined,
      release: () => undefined,
      query: async (query: pg.QueryConfig) => {
        if (unit.state !== 'open') throw new Error('the transaction is over');
        if (query.text === 'BEGIN' || query.text === 'COMMIT') return nothing;
        if (query.text === 'ROLLBACK') {
          unit.failed ??= new Error('rolled back by Prisma');
          return nothing;
        }
        return unit.client.query(query);
      },
    };
  }
}

const NAMES_AT_MOST = 500;
const names = new Map<string, string>();

/** Prepared by name, bounded: generic plans are a must (engine.md §4), unbounded names would fill the server's memory. */
function statementName({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known !== undefined || names.size >= NAMES_AT_MOST) return known as string;
  const name = `p${names.size}`;
  names.set(sql, name);
  return name;
}

/** The driver adapter to make the service's Prisma client with: `new PrismaClient({ adapter })`. */
export const sharedAdapter = (): PrismaPg => new PrismaPg(new SharedPool(), { statementNameGenerator: statementName });

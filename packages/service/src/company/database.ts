import { actorId, Refusal, type Actor, type Transaction } from '@chancery/domain';
import type pg from 'pg';
import { away } from './away';
import { openPool, type Connection } from './connection';
import { sharedAdapter } from './shared-pool';
import { Unit, type PrismaLike } from './unit';

/** The tenant and the one who acts. Company `''`: tables without a company only (machinery). */
export interface Scope {
  company: string;
  actor: Actor;
  /** `custom`: plan each statement for its values: lists with many optional filters. Default: generic plans (engine.md §4). */
  plans?: 'custom';
}

/** What a unit of work answers, and the statements that travel in one round trip with COMMIT. */
export interface Ending<T> {
  answer: T;
  /** Sends its statements at once, without waiting between them: what is sent later comes after COMMIT and is refused. */
  last?: (tx: Transaction) => Promise<unknown>;
}

export interface InCompany {
  /**
   * Runs `work` in one transaction of the company: row-level security in force, actor known. All or nothing.
   * @throws whatever `work` throws, after ROLLBACK; Refusal `busy` when the database is away.
   * @example await inCompany({ company, actor: person(id) }, (tx) => tx.sql('seal', 'SELECT … WHERE id = $1', [id]));
   */
  <T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The same, where the last statements travel with COMMIT: the engine's decision takes two round trips. */
  last<T>(scope: Scope, work: (tx: Transaction) => Promise<Ending<T>>): Promise<T>;
}

export interface Database {
  inCompany: InCompany;
  /** Rows of one person over all companies: tables of class `personal` only (policy on `kit.person_id()`). */
  asPerson<T>(person: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  pool: pg.Pool;
  /** Called after each commit: wakes relay and job runner of this process. Answers how to stop. */
  onCommit(heard: () => void): () => void;
  /** Shifts the time of the transactions to come (OP-017), as `'3 days'`. Tests and demonstration only. */
  shift(interval: string): void;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  connection: Connection;
  /** Makes the service's Prisma client over the shared adapter: `(adapter) => new PrismaClient({ adapter })`. */
  prisma?: (adapter: never) => unknown;
  max?: number;
  timeOffset?: string;
}

const SETTINGS = {
  plan_cache_mode: 'force_generic_plan',
  lock_timeout: '10s',
  statement_timeout: '30s',
  idle_in_transaction_session_timeout: '60s',
};
const SET = `set_config('app.company_id', $1, true), set_config('app.actor_id', $2, true), set_config('app.person_id', $3, true), set_config('app.time_offset', $4, true)`;
const BEGIN = { generic: `SELECT ${SET}, kit.now() AS now`, custom: `SELECT set_config('plan_cache_mode', 'force_custom_plan', true), ${SET}, kit.now() AS now` };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The only maker of a database handle (architecture §6): one pool as the application role, which owns nothing and has RLS on. */
export function createDatabase(options: DatabaseOptions): Database {
  const pool = openPool(options.connection, { max: options.max ?? 10, pipeline: true, settings: SETTINGS });
  const listeners = new Set<() => void>();
  let offset = options.timeOffset ?? '';
  let made: PrismaLike | undefined;
  const prisma = (): PrismaLike => {
    if (!options.prisma) throw new Error('the service has no Prisma client');
    made ??= options.prisma(sharedAdapter() as never) as PrismaLike;
    return made;
  };

  async function run<T>(company: string, values: string[], plans: 'generic' | 'custom', work: (tx: Transaction) => Promise<Ending<T>>): Promise<T> {
    const client = await pool.connect().catch((error: unknown) => {
      throw away(error);
    });
    let broken: Error | undefined;
    const lost = (error: Error): void => void (broken = error);
    // A checked-out client has no error listener: without this a killed backend ends the whole process.
    client.on('error', lost);
    const unit = new Unit(company, client, prisma, (on) => begin(on, values, plans));
    try {
      const { answer, last } = await work(unit);
      await unit.begun;
      if (unit.failed) throw unit.failed;
      await commit(unit, last);
      for (const heard of listeners) heard();
      return answer;
    } catch (error) {
      unit.state = 'over';
      await client.query('ROLLBACK').catch(lost);
      throw away(error);
    } finally {
      client.off('error', lost);
      client.release(broken);
    }
  }

  const last = async <T>(scope: Scope, work: (tx: Transaction) => Promise<Ending<T>>): Promise<T> => {
    if (scope.company && !UUID.test(scope.company)) throw new Refusal('missing', 'company', { zh: '没有这家公司', en: 'There is no such company' });
    return run(scope.company, [scope.company, actorId(scope.actor), '', offset], scope.plans ?? 'generic', work);
  };
  const plain = <T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> => last(scope, async (tx) => ({ answer: await work(tx) }));

  return {
    inCompany: Object.assign(plain, { last }),
    asPerson: (person, work) => run('', ['', person, person, offset], 'custom', async (tx) => ({ answer: await work(tx) })),
    pool,
    onCommit: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    shift: (interval) => void (offset = interval),
    close: () => pool.end(),
  };
}

async function begin(client: pg.PoolClient, values: string[], plans: 'generic' | 'custom'): Promise<Date> {
  const begun = client.query('BEGIN');
  const set = client.query<{ now: Date }>({ name: `begin-${plans}`, text: BEGIN[plans], values });
  const [, answer] = await Promise.all([begun, set]);
  const first = answer.rows[0];
  if (!first) throw new Error('the transaction did not begin');
  return first.now;
}

/** A failed statement turns COMMIT into ROLLBACK and PostgreSQL calls that success: the command tag tells. */
async function commit(unit: Unit, last: Ending<unknown>['last']): Promise<void> {
  unit.state = 'closing';
  const saved = last?.(unit);
  const committed = unit.client.query('COMMIT');
  unit.state = 'over';
  const [save, done] = await Promise.allSettled([saved, committed]);
  if (save.status === 'rejected') throw save.reason;
  if (done.status === 'rejected') throw done.reason;
  if (done.value.command !== 'COMMIT') throw new Error('the transaction did not commit: a statement had failed');
}

import pg from 'pg';

/** Where a database is and as whom. `host` is a folder for a unix socket (embedded profile: a third cheaper than TCP). */
export interface Connection {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
}

const DATE = 1082;
const INT8 = 20;

/**
 * Dates stay text (`2026-11-24`): a day has no time zone. Our bigints are counters far below 2^53, so they are numbers.
 * Numerics stay text: money is never a float (FIN-04).
 */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (text: string) => text;
    if (oid === INT8) return (text: string) => Number(text);
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

export interface PoolSettings {
  max?: number;
  /** Statements sent without waiting travel together. Refuses cursors and streams: exports need a pool without it. */
  pipeline?: boolean;
  /** Server settings of each session, as `{ plan_cache_mode: 'force_generic_plan' }`. */
  settings?: Record<string, string>;
  name?: string;
}

/** A pool whose idle connections may die without ending the process: the next use opens a new one. */
export function openPool(connection: Connection, { max = 4, pipeline = false, settings = {}, name }: PoolSettings = {}): pg.Pool {
  const config: pg.PoolConfig & { pipeline: boolean } = {
    ...connection,
    max,
    pipeline,
    types,
    application_name: name ?? connection.user,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    options: Object.entries(settings)
      .map(([key, value]) => `-c ${key}=${value}`)
      .join(' '),
  };
  const pool = new pg.Pool(config);
  pool.on('error', () => undefined);
  return pool;
}

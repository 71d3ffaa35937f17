/** A row as PostgreSQL's driver gives it. */
export type Row = Record<string, unknown>;

/**
 * What engine and registers need of a transaction: prepared, pipelined statements on one connection whose company is set.
 * The only maker is `inCompany` (packages/service). There is no other way to a database handle.
 */
export interface Transaction {
  /** Company of the transaction, the tenant; row-level security stands on it. */
  readonly company: string;
  /** Sends one statement, prepared under `name`; statements sent without waiting travel in one round trip. */
  sql<R extends Row = Row>(name: string, text: string, values: unknown[]): Promise<R[]>;
  /** Opens Prisma on this very transaction and runs `work` with the service's client. */
  prisma<Client, T>(work: (db: Client) => Promise<T>): Promise<T>;
  /** The database's transaction time, shifted by the test offset (OP-017). */
  now(): Promise<Date>;
}

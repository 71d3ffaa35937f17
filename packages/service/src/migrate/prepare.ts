import pg from 'pg';
import type { Connection } from '../company';
import { migrate } from './migrate';
import { sourcesOf, type MigrationSource } from './migrations';
import { databaseOf, roleOf, ROLES, type Passwords, type RoleName } from './roles';

/** The server and one who may create databases and roles there. */
export type Admin = Omit<Connection, 'database'>;

export interface PreparedDatabase {
  database: string;
  /** The connection of one of the service's roles. */
  as(role: RoleName): Promise<Connection>;
}

export interface PrepareOptions {
  /** Absent: database and roles were made by the operator; only migrations run, as the owner. */
  admin?: Admin;
  /** The server, where there is no admin. */
  server?: { host: string; port: number };
  service: string;
  passwords: Passwords;
  /** Folder of the service's own migrations. */
  migrations?: string;
  /** Default `chancery_<service>`. */
  database?: string;
  /** Default kit, approval, own. */
  sources?: MigrationSource[];
}

const LOCK = 7_241_825;

/**
 * Makes the service's roles and database where missing, brings it to the newest migration, and says how to connect as each role.
 * Repeatable; services and replicas may do it at once.
 *
 * @throws Error of `migrate`, or of the server.
 * @example const prepared = await prepareDatabase({ admin, service: 'docs', passwords: keptPasswords(folder), migrations });
 */
export async function prepareDatabase(options: PrepareOptions): Promise<PreparedDatabase> {
  const { admin, service, passwords } = options;
  const database = options.database ?? databaseOf(service);
  const server = admin ?? options.server;
  if (!server) throw new Error('prepareDatabase needs an admin or a server');
  const as = async (role: RoleName): Promise<Connection> => {
    const user = roleOf(service, role);
    return { host: server.host, port: server.port, database, user, password: await passwords(user) };
  };
  if (admin) await withAdmin(admin, (client) => createAll(client, service, database, passwords));
  await migrate({ connection: await as('owner'), service, sources: options.sources ?? sourcesOf(options.migrations) });
  return { database, as };
}

/** Runs something on the server as the admin, one at a time over all services: roles belong to the whole server. */
export async function withAdmin<T>(admin: Admin, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...admin, database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createAll(client: pg.Client, service: string, database: string, passwords: Passwords): Promise<void> {
  for (const role of ROLES) await createRole(client, roleOf(service, role), await passwords(roleOf(service, role)));
  // A server's admin that is no superuser must be a member to give a database to the owner.
  await client.query(`GRANT ${client.escapeIdentifier(roleOf(service, 'owner'))} TO CURRENT_USER`);
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
  if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${client.escapeIdentifier(roleOf(service, 'owner'))}`);
  await openTo(client, service, database);
}

/** A role that can log in and nothing else: no superuser, no new roles or databases, no way around row-level security. */
export async function createRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  const words = rowCount ? 'ALTER ROLE' : 'CREATE ROLE';
  const rights = rowCount ? 'LOGIN' : 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION';
  await client.query(`${words} ${client.escapeIdentifier(role)} ${rights} PASSWORD ${client.escapeLiteral(password)}`);
}

/** Only the service's own roles may connect to its database. Not part of a template: a clone is opened anew. */
export async function openTo(client: pg.Client, service: string, database: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  for (const role of ROLES) await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${client.escapeIdentifier(roleOf(service, role))}`);
}

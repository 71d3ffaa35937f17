import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES, roleOf, type MigrationSource } from '@chancery/service';
import type pg from 'pg';

/**
 * `own`: rows of one company. `personal`: own rows that their person reads over all companies. `group default`: headquarters' rows are
 * read by all. `directory`: read by all, written by the directory's consumer. `machinery: INSERT, SELECT`: no tenant's records; exactly
 * these rights for the app. Declared in `tables.json` beside the migrations.
 */
export type TableClass = 'own' | 'personal' | 'group default' | 'directory' | `machinery${string}`;

export function declaredTables(sources: MigrationSource[]): Map<string, TableClass> {
  return new Map(sources.flatMap(({ folder }) => Object.entries(JSON.parse(readFileSync(join(folder, 'tables.json'), 'utf8')) as Record<string, TableClass>)));
}

export interface Table {
  name: string;
  owner: string;
  rls: boolean;
  forced: boolean;
  /** First column of the primary key and of each unique index. */
  keys: { primary: boolean; first: string }[];
  /** First column of each foreign key here, there, and the table that it names. */
  references: { first: string; there: string; to: string }[];
  policies: { roles: string[]; text: string }[];
  columns: { name: string; notNull: boolean }[];
  /** Rights of the app on any column. */
  app: string[];
}

const query = `
  SELECT c.oid::regclass::text AS shown, n.nspname || '.' || c.relname AS name, pg_get_userbyid(c.relowner) AS owner, c.relrowsecurity AS rls, c.relforcerowsecurity AS forced,
    ARRAY(SELECT jsonb_build_object('primary', i.indisprimary, 'first', a.attname) FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
           WHERE i.indrelid = c.oid AND (i.indisunique OR i.indisexclusion)) AS keys,
    ARRAY(SELECT jsonb_build_object('first', a.attname, 'there', b.attname, 'to', fn.nspname || '.' || f.relname) FROM pg_constraint k
            JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1] JOIN pg_attribute b ON b.attrelid = f.oid AND b.attnum = k.confkey[1]
           WHERE k.conrelid = c.oid AND k.contype = 'f') AS "references",
    ARRAY(SELECT jsonb_build_object('roles', ARRAY(SELECT CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r)::text END FROM unnest(p.polroles) r),
                 'text', coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
    ARRAY(SELECT jsonb_build_object('name', a.attname, 'notNull', a.attnotnull) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    ARRAY(SELECT may FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) may
           WHERE has_table_privilege($1, c.oid, may) OR CASE WHEN may IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') THEN has_any_column_privilege($1, c.oid, may) END) AS app
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relname <> '_prisma_migrations'
   ORDER BY 2`;

export async function readTables(pool: pg.Pool, service: string): Promise<Table[]> {
  return (await pool.query<Table>(query, [roleOf(service, 'app')])).rows;
}

const companyFirst = (table: Table): string[] => {
  const problems: string[] = [];
  if (!table.columns.some((column) => column.name === 'company_id' && column.notNull)) problems.push('has no company_id NOT NULL');
  if (!table.keys.some((key) => key.primary)) problems.push('has no primary key');
  if (table.keys.some((key) => key.first !== 'company_id')) problems.push('has a key that does not begin with company_id: it tells of other companies');
  if (table.references.some((one) => one.first !== 'company_id' || one.there !== 'company_id')) problems.push('has a foreign key that does not begin with company_id');
  return problems;
};
const shut = (table: Table): string[] => (table.rls && table.forced ? [] : ['has no forced row-level security']);

/** Policies that the app comes under must each stand on the company; those of personal tables may stand on the person. */
const standsOn = (table: Table, app: string, words: RegExp): string[] => {
  const open = table.policies.filter((policy) => policy.roles.some((role) => role === 'public' || role === app) && !words.test(policy.text));
  return [...(table.policies.length ? [] : ['has no policy']), ...(open.length ? ['has a policy for the app that does not stand on the company'] : [])];
};

/** What is wrong with a table of this class, in words. Empty: nothing. */
export function problemsOf(table: Table, declared: TableClass | undefined, service: string): string[] {
  const app = roleOf(service, 'app');
  const problems: string[] = table.owner === roleOf(service, 'owner') ? [] : [`belongs to ${table.owner}`];
  const forbidden = table.app.filter((right) => ['TRUNCATE', 'REFERENCES', 'TRIGGER'].includes(right));
  if (forbidden.length) problems.push(`gives the app ${forbidden.join(', ')}`);
  if (!declared) problems.push('is declared in no tables.json');
  else if (declared === 'own') problems.push(...companyFirst(table), ...shut(table), ...standsOn(table, app, /kit\.company_id\(\)/));
  else if (declared === 'personal') problems.push(...companyFirst(table), ...shut(table), ...standsOn(table, app, /kit\.(company|person)_id\(\)/));
  else if (declared === 'group default') problems.push(...companyFirst(table), ...shut(table));
  else if (declared === 'directory') {
    if (table.app.join() !== 'SELECT') problems.push(`gives the app ${table.app.join(', ')}`);
  } else {
    const rights = declared.split(':')[1]?.split(',').map((right) => right.trim()).sort() ?? [];
    if ([...table.app].sort().join() !== rights.join()) problems.push(`gives the app ${table.app.join(', ') || 'nothing'}, declared is ${rights.join(', ') || 'nothing'}`);
  }
  return problems;
}

const roles = `
  SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS mighty,
         EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) AS member,
         EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid) OR EXISTS (SELECT FROM pg_proc p WHERE p.proowner = r.oid) OR EXISTS (SELECT FROM pg_namespace n WHERE n.nspowner = r.oid) AS owns
    FROM pg_roles r WHERE rolname = ANY ($1::text[])`;
const around = `
  SELECT n.nspname || '.' || p.proname || ' runs with its owner''s rights' AS problem FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
   UNION ALL
  SELECT n.nspname || '.' || c.relname || ' is a view with its owner''s rights' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false) AND c.relname !~ '^pg_stat_statements'`;

/**
 * Inspects a migrated database: every table is declared and is what its class asks for; no role of the service has a way around.
 *
 * @returns what is wrong, one sentence each; empty in a sound database.
 */
export async function inspectDatabase(pool: pg.Pool, service: string, declared: Map<string, TableClass>): Promise<string[]> {
  const tables = await readTables(pool, service);
  const problems = tables.flatMap((table) => problemsOf(table, declared.get(table.name), service).map((problem) => `${table.name} ${problem}`));
  for (const name of declared.keys()) if (!tables.some((table) => table.name === name)) problems.push(`${name} is declared and not there`);
  const names = ROLES.map((role) => roleOf(service, role));
  const { rows } = await pool.query<{ name: string; mighty: boolean; member: boolean; owns: boolean }>(roles, [names]);
  for (const role of rows) {
    if (role.mighty) problems.push(`${role.name} has rights over the server or around row-level security`);
    if (role.member) problems.push(`${role.name} is a member of another role`);
    if (role.owns && role.name !== roleOf(service, 'owner')) problems.push(`${role.name} owns something`);
  }
  problems.push(...(await pool.query<{ problem: string }>(around)).rows.map((row) => row.problem));
  return problems;
}

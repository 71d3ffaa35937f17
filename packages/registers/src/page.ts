import type { Transaction } from '@chancery/domain';
import { decodeCursor, encodeCursor } from './cursor';
import { comparable, conditions, SQL_TYPE } from './filter';
import { readGaps } from './gaps';
import { allowedField, type PageRequest, type ReadPage, type Register, type RegisterField, type RegisterSight } from './register';
import { statementName, Values } from './statement';

const DEFAULT_SIZE = 50;
const SIZE_AT_MOST = 500;

/**
 * One page of a register of the transaction's company, by key and never by offset: pages stay right while lines are added. A line has
 * the fields of the register, `id`, and `matterId` where it belongs to a matter. Days are `2026-11-24`, times ISO.
 *
 * @throws Refusal `invalid` for a sort, filter or position that the register does not know.
 * @example await readPage(tx, outgoingDocuments, { pageSize: 50, filter: [{ field: 'year', value: '2026' }] }, { person, all: true })
 */
export const readPage: ReadPage = async (tx, register, request, sight) => {
  const sort = request.sort || register.defaultSort;
  const descending = sort.startsWith('-');
  const by = allowedField(register, sort.replace(/^-/, ''), 'sortable');
  const size = Math.min(Math.max(request.pageSize || DEFAULT_SIZE, 1), SIZE_AT_MOST);

  const [rows, total, gaps] = await Promise.all([
    readRows(tx, register, request, sight, { by, sort, descending, size }),
    countRows(tx, register, request, sight),
    readGaps(tx, register),
  ]);
  const last = rows.length > size ? rows[size - 1] : undefined;
  return {
    lines: rows.slice(0, size).map((row) => line(register, row)),
    ...(last ? { next: encodeCursor({ sort, value: last['sort_value'] as string | null, key: String(last['line_key']) }) } : {}),
    total,
    gaps,
  };
};

interface Order {
  by: RegisterField;
  sort: string;
  descending: boolean;
  size: number;
}

async function readRows(tx: Transaction, register: Register, request: PageRequest, sight: RegisterSight, order: Order): Promise<Record<string, unknown>[]> {
  const values = new Values();
  const where = [...visible(register, sight, values), ...conditions(register, request, values)];
  if (request.after) where.push(later(register, request.after, order, values));
  const key = register.keyColumn ?? 'id';
  const direction = order.descending ? 'DESC' : 'ASC';
  const matter = register.matterColumn ? `, r.${register.matterColumn}::text AS matter_key` : '';
  const columns = register.fields.map((field, at) => `${shown(field)} AS f${at}`).join(', ');
  const text =
    `SELECT r.${key}::text AS line_key, ${order.by.column}::text AS sort_value${matter}, ${columns} FROM ${register.from} r` +
    ` WHERE ${where.join(' AND ') || 'true'} ORDER BY ${comparable(order.by)} ${direction} NULLS LAST, r.${key} ${direction} LIMIT ${values.add(order.size + 1)}`;
  return tx.sql(statementName(text), text, values.list);
}

async function countRows(tx: Transaction, register: Register, request: PageRequest, sight: RegisterSight): Promise<number> {
  const values = new Values();
  const where = [...visible(register, sight, values), ...conditions(register, request, values)];
  const text = `SELECT count(*)::int AS total FROM ${register.from} r WHERE ${where.join(' AND ') || 'true'}`;
  const [row] = await tx.sql<{ total: number }>(statementName(text), text, values.list);
  return row?.total ?? 0;
}

/** The one rule of sight (ORG-09): a post with clearance, or sight of the line's matter by the engine's own predicate. */
function visible(register: Register, sight: RegisterSight, values: Values): string[] {
  const participant = (): string => (register.matterColumn ? `approval.sees(r.company_id, r.${register.matterColumn}, ${values.add(sight.person)})` : 'false');
  if (!sight.all) return [participant()];
  if (!register.secrecyColumn || !sight.levels) return [];
  return [`(r.${register.secrecyColumn} = ANY(${values.add(sight.levels)}::text[]) OR ${participant()})`];
}

/** Lines after the position. Empty values stand last in both directions. */
function later(register: Register, after: string, order: Order, values: Values): string {
  const { value, key } = decodeCursor(after, order.sort);
  const column = comparable(order.by);
  const beyond = order.descending ? '<' : '>';
  const laterKey = `r.${register.keyColumn ?? 'id'} ${beyond} ${values.add(key)}::uuid`;
  if (value === null) return `(${column} IS NULL AND ${laterKey})`;
  const place = `${values.add(value)}::${SQL_TYPE[order.by.type]}`;
  return `(${column} ${beyond} ${place} OR (${column} = ${place} AND ${laterKey}) OR ${column} IS NULL)`;
}

/** Exact and plain on the wire: days as text, numbers as numbers, ids as words. */
function shown(field: RegisterField): string {
  if (field.type === 'number') return `r.${field.column}::float8`;
  if (field.type === 'boolean' || field.type === 'time') return `r.${field.column}`;
  return `r.${field.column}::text`;
}

function line(register: Register, row: Record<string, unknown>): Record<string, unknown> {
  const fields = register.fields.map((field, at) => {
    const value = row[`f${at}`];
    return [field.name, value instanceof Date ? value.toISOString() : value] as const;
  });
  return { id: row['line_key'], ...(register.matterColumn ? { matterId: row['matter_key'] } : {}), ...Object.fromEntries(fields) };
}

import type { Transaction } from '@chancery/domain';

const IDENTIFIER = /^[a-z][a-z0-9_]*$/;

/**
 * Append for a hot register: one prepared statement instead of a model call. Company comes from the transaction; columns are the
 * register's own, in order; columns with a default are left out.
 *
 * @throws Error at start when a name is no identifier.
 * @example const appendLine = append('seal_use', ['matter_id', 'serial']); const id = await appendLine(tx, { matter_id, serial });
 */
export function append<Column extends string>(table: string, columns: readonly Column[]): (tx: Transaction, line: Record<Column, unknown>) => Promise<string> {
  for (const name of [table, ...columns]) if (!IDENTIFIER.test(name)) throw new Error(`no identifier: ${name}`);
  const places = columns.map((_, at) => `$${at + 2}`).join(', ');
  const text = `INSERT INTO ${table} (company_id, ${columns.join(', ')}) VALUES ($1, ${places}) RETURNING id`;
  return async (tx, line) => {
    const [row] = await tx.sql<{ id: string }>(`append-${table}`, text, [tx.company, ...columns.map((column) => line[column])]);
    if (!row) throw new Error(`no line was appended to ${table}`);
    return row.id;
  };
}

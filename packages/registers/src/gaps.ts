import type { Transaction } from '@chancery/domain';
import type { Register } from './register';
import { statementName } from './statement';

const GAPS_AT_MOST = 100;

/**
 * Proof at the foot of a register (DOUT-03): every serial of every series from 1 to the last, save those that are there. Each missing
 * one is named `series/serial`, at most 100.
 */
export async function readGaps(tx: Transaction, register: Register): Promise<string[]> {
  if (!register.serialColumn) return [];
  const series = register.seriesColumns ?? [];
  const partition = series.length ? `PARTITION BY ${series.join(', ')} ` : '';
  const name = series.length ? `concat_ws('/', ${series.map((column) => `${column}::text`).join(', ')}) || '/'` : `''`;
  const text =
    `SELECT name || missing AS gap FROM (SELECT ${name} AS name, ${register.serialColumn} AS serial,` +
    ` coalesce(lag(${register.serialColumn}) OVER (${partition}ORDER BY ${register.serialColumn}), 0) AS before FROM ${register.from}) AS line` +
    ` CROSS JOIN LATERAL generate_series(before + 1, serial - 1) AS missing WHERE serial - before > 1 ORDER BY name, missing LIMIT ${GAPS_AT_MOST}`;
  return (await tx.sql<{ gap: string }>(statementName(text), text, [])).map((row) => row.gap);
}

import type { Transaction } from '@chancery/domain';

const NEXT =
  'INSERT INTO kit.counter AS c (company_id, series, year, value) VALUES ($1, $2, $3, 1)' +
  ' ON CONFLICT (company_id, series, year) DO UPDATE SET value = c.value + 1 RETURNING value';

/**
 * 编号 — the next number of a series of the transaction's company and year: 1, 2, 3 … without gaps (DIN-01, DOUT-03). The counter's row
 * stays locked until the transaction ends, and goes back with it: a number that is not used was never given.
 *
 * @example const serial = await nextNumber(tx, { series: `outgoing-document/${mark}`, year: 2026 });
 */
export async function nextNumber(tx: Transaction, { series, year }: { series: string; year: number }): Promise<number> {
  const [row] = await tx.sql<{ value: number | string }>('next-number', NEXT, [tx.company, series, year]);
  if (!row) throw new Error(`no counter for ${series}`);
  return Number(row.value);
}

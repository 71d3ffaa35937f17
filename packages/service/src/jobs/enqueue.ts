import type { Transaction } from '@chancery/domain';

export interface Enqueued {
  /** Name in the manifest's `jobs`. */
  type: string;
  value: unknown;
  traceparent?: string;
}

/**
 * States work to be done after this transaction's commit, in its company; undone with it.
 *
 * @example await enqueue(tx, { type: 'typeset', value: { matter: id } });
 */
export async function enqueue(tx: Transaction, { type, value, traceparent }: Enqueued): Promise<void> {
  await tx.sql('enqueue', 'INSERT INTO kit.job (company_id, type, value, traceparent) VALUES ($1, $2, $3, $4)', [tx.company, type, JSON.stringify(value), traceparent ?? '']);
}

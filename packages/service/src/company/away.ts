import { Refusal } from '@chancery/domain';

const CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', '57P01', '57P02', '57P03', '53300', '08006', '08003', '08001']);
const WORDS = /connection terminated|timeout exceeded when trying to connect|connection timeout|client has encountered a connection error/i;

/**
 * A lost or refused connection becomes `busy`: the caller may try again, with the same command key even when COMMIT was under way.
 * Every other error is given back as it is.
 */
export function away(error: unknown): unknown {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  if (error instanceof Refusal || !(CODES.has(code ?? '') || WORDS.test(message ?? ''))) return error;
  const refusal = new Refusal('busy', 'database-away', { zh: '数据库暂不可用，请稍后再试', en: 'The database is away; try again in a moment' }, { retryAfter: 2 });
  refusal.cause = error;
  return refusal;
}

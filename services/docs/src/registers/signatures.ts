import type { Db } from '../database';
import { asDate, dayOf } from '../days';

/** 签发 — what was signed for issue: numbers and papers stand on it by its content hash (DOUT-02). */
export interface SignedText {
  company: string;
  matter: string;
  contentHash: string;
}

const key = ({ company, matter, contentHash }: SignedText) => ({ companyId: company, matterId: matter, contentHash });

/** Notes the signature; signed again after a return, the last one counts. The way keeps them all. */
export async function sign(db: Db, text: SignedText, by: string, at: Date): Promise<void> {
  const signed = { signedOn: asDate(dayOf(at)), signedAt: at, signedBy: by };
  await db.signature.upsert({ where: { companyId_matterId_contentHash: key(text) }, create: { ...key(text), ...signed }, update: signed });
}

export const signatureOf = (db: Db, text: SignedText) => db.signature.findUnique({ where: { companyId_matterId_contentHash: key(text) } });

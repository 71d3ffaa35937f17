import type { Db } from '../database';

/** 到文 — which matter an issued document of another company became here; each arrives once (DIN-07). */
export async function noteArrival(db: Db, company: string, { senderMatterId, matterId, at }: { senderMatterId: string; matterId: string; at: Date }): Promise<void> {
  await db.arrival.createMany({ data: [{ companyId: company, senderMatterId, matterId, arrivedAt: at }], skipDuplicates: true });
}

/** The matter here that the sender's matter became; null while it has not arrived. */
export const arrivalOf = (db: Db, company: string, senderMatterId: string) => db.arrival.findUnique({ where: { companyId_senderMatterId: { companyId: company, senderMatterId } } });

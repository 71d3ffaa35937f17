import type { Fields } from '@chancery/approval';
import { ReceiptUrged } from '@chancery/contracts/chancery/docs/v1/events';
import { Refusal, system } from '@chancery/domain';
import type { Job } from '@chancery/service';
import type { Db } from '../database';
import { arrivalOf } from '../registers/arrivals';

export interface UrgeReceipt {
  event: string;
  urged: Fields;
}

/** 催签收 — reminds whoever has to sign for the document. What is signed for meanwhile, or was urged just now, needs no reminder. */
export const urgeReceipt: Job<UrgeReceipt> = {
  async run({ value, company, engine, inCompany }) {
    const { matterId } = ReceiptUrged.fromJSON(value.urged);
    const arrival = await inCompany((tx) => tx.prisma((db: Db) => arrivalOf(db, company, matterId)));
    if (!arrival) throw new Error(`the document of ${matterId} has not arrived yet`);
    const actor = system('event');
    const { matter } = await engine.get({ company, actor, matter: arrival.matterId });
    if (!matter.tasks.some((task) => task.step === 'receive')) return;
    try {
      await engine.command(company, matter.id, { operation: 'urge', actor, key: value.event });
    } catch (error) {
      if (!(error instanceof Refusal) || !['urged-recently', 'not-allowed-now'].includes(error.code)) throw error;
    }
  },
};

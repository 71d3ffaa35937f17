import type { Fields } from '@chancery/approval';
import { ReceiptUrged } from '@chancery/contracts/chancery/docs/v1/events';
import { enqueue, type Listener } from '@chancery/service';

/** 催签收 — the addressee's clerk is reminded of a document that is not signed for (DIN-07). */
export const receiptUrged: Listener<Fields> = {
  company: (value) => ReceiptUrged.fromJSON(value).addresseeCompanyId,
  async hear({ event, tx }) {
    await enqueue(tx, { type: 'urge-receipt', value: { event: event.id, urged: event.value } });
  },
};

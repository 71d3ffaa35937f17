import type { Fields } from '@chancery/approval';
import { DocumentReceived } from '@chancery/contracts/chancery/docs/v1/events';
import { enqueue, type Listener } from '@chancery/service';

/** 已签收 — the sender's side: the receipt finishes the addressee's seat of the awaiting step (OP-805). */
export const documentReceived: Listener<Fields> = {
  company: (value) => DocumentReceived.fromJSON(value).companyId,
  async hear({ event, tx }) {
    await enqueue(tx, { type: 'note-receipt', value: { event: event.id, received: event.value } });
  },
};

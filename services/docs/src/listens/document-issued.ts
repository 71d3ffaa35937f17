import type { Fields } from '@chancery/approval';
import { DocumentIssued } from '@chancery/contracts/chancery/docs/v1/events';
import { enqueue, type Listener } from '@chancery/service';

/** 已发文 — the addressee's side: paper, text and attachments are fetched, then the document waits there to be signed for (DIN-07). */
export const documentIssued: Listener<Fields> = {
  company: (value) => DocumentIssued.fromJSON(value).addresseeCompanyId,
  async hear({ event, tx }) {
    await enqueue(tx, { type: 'fetch-document', value: { event: event.id, issued: event.value } });
  },
};

import type { Fields } from '@chancery/approval';
import { DocumentReceived } from '@chancery/contracts/chancery/docs/v1/events';
import { system } from '@chancery/domain';
import type { Job } from '@chancery/service';

export interface NoteReceipt {
  event: string;
  received: Fields;
}

/** 签收回执 — the receipt arrives at the sender's matter as a command of the system, keyed by the event (OP-001). */
export const noteReceipt: Job<NoteReceipt> = {
  async run({ value, company, engine }) {
    const { matterId, addresseeCompanyId } = DocumentReceived.fromJSON(value.received);
    await engine.command(company, matterId, {
      operation: 'arrive',
      actor: system('event'),
      key: value.event,
      event: { id: value.event, type: 'chancery.docs.v1.DocumentReceived', key: matterId, value: value.received },
      seatOf: addresseeCompanyId,
    });
  },
};

import type { ListReceiptsRequest, ListReceiptsResponse } from '@chancery/contracts/chancery/docs/v1/documents';
import type { Handler } from '@chancery/service';
import type { Db } from '../database';
import { receiptsOf } from '../registers/distributions';

/** 签收情况 — who has signed for the document and when; for those who see the matter (ORG-09). */
export const listReceipts: Handler<ListReceiptsRequest, ListReceiptsResponse> = async ({ request, company, actor, engine, directory, inCompany }) => {
  await engine.get({ company, actor, matter: request.matterId });
  const lines = await inCompany((tx) => tx.prisma((db: Db) => receiptsOf(db, company, request.matterId)));
  return {
    receipts: lines.map((line) => {
      const to = directory.companies.get(line.addresseeCompanyId ?? '');
      return {
        company: line.addresseeCompanyId ? { id: line.addresseeCompanyId, zh: to?.name ?? '', en: to?.nameEn || to?.name || '' } : undefined,
        outside: line.outside,
        sentAt: line.sentAt,
        receivedAt: line.receivedAt ?? undefined,
        receivedBy: directory.people.get(line.receivedBy ?? '')?.name ?? '',
        serial: line.serial ?? '',
        copy: line.copy,
      };
    }),
  };
};

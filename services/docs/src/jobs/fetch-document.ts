import type { Fields } from '@chancery/approval';
import { DocumentIssued } from '@chancery/contracts/chancery/docs/v1/events';
import { system } from '@chancery/domain';
import type { Files, Job, StoredFile } from '@chancery/service';
import type { Db } from '../database';
import { noteArrival } from '../registers/arrivals';

export interface FetchDocument {
  /** Id of the event: the key of the opening, so that the document arrives once. */
  event: string;
  issued: Fields;
}

/**
 * 到文 — copies paper, text and attachments of an issued document under the addressee's own key, then opens the incoming document with
 * everything filled in. The title of what is above internal comes with the file, never with the event (SEC-05).
 */
export const fetchDocument: Job<FetchDocument> = {
  async run({ value, company, directory, files, engine, inCompany }) {
    const issued = DocumentIssued.fromJSON(value.issued);
    const copies = await fetched(files, company, issued);
    const [paper] = copies;
    const sender = directory.companies.get(issued.companyId);
    const form: Fields = {
      sender: sender?.name ?? '',
      senderCompanyId: issued.companyId,
      relation: directory.relation(company, issued.companyId),
      documentNumber: issued.documentNumber,
      title: issued.title || titleOf(paper),
      documentKind: issued.documentKind,
      secrecy: issued.secrecy,
      urgency: issued.urgency,
      copies: 1,
      scans: copies.map(({ id, name, mediaType, size, sha256 }) => ({ id, name, mediaType, size, sha256 })),
      senderMatterId: issued.matterId,
      contentHash: issued.contentHash,
    };
    const [clerk] = directory.holders('clerk', { company });
    const department = clerk && directory.departmentOf(clerk.id, company);
    const { matter } = await engine.open({ company, actor: system('event'), key: value.event, kind: 'incoming-document', form, submit: true, ...(department ? { department } : {}) });
    await inCompany(async (tx) => {
      const at = await tx.now();
      await tx.prisma((db: Db) => noteArrival(db, company, { senderMatterId: issued.matterId, matterId: matter.id, at }));
    });
  },
};

async function fetched(files: Files, company: string, issued: DocumentIssued): Promise<StoredFile[]> {
  const copies: StoredFile[] = [];
  for (const grant of [issued.grantId, ...issued.attachmentGrantIds, issued.textGrantId].filter(Boolean)) copies.push(await files.copyGranted({ company, grant, from: issued.companyId }));
  const [paper] = copies;
  if (issued.grantId && paper?.sha256 !== issued.fileSha256) throw new Error(`the paper of ${issued.matterId} is not the one that was issued`);
  return copies;
}

/** The paper is stored under its title. */
const titleOf = (paper: StoredFile | undefined): string => paper?.name.replace(/\.pdf$/i, '') ?? '';

import { DocumentsService } from '@chancery/contracts/chancery/docs/v1/documents';
import type { ServiceManifest } from '@chancery/service';
import { join } from 'node:path';
import { findDuplicates } from './documents/find-duplicates';
import { listReceipts } from './documents/list-receipts';
import { previewPaper } from './documents/preview-paper';
import { PrismaClient } from './generated/prisma/client';
import { fetchDocument } from './jobs/fetch-document';
import { noteReceipt } from './jobs/note-receipt';
import { typesetPaper } from './jobs/typeset';
import { urgeReceipt } from './jobs/urge-receipt';
import { documentIssued } from './listens/document-issued';
import { documentReceived } from './listens/document-received';
import { receiptUrged } from './listens/receipt-urged';
import { incomingDocument } from './matters/incoming-document/kind';
import { outgoingDocument } from './matters/outgoing-document/kind';
import { distributions } from './registers/distributions';
import { incomingDocuments } from './registers/incoming-documents';
import { outgoingDocuments } from './registers/outgoing-documents';
import { scopes } from './scopes';
import { keepTypesetter } from './typesetter';

/** 公文 — official documents: outgoing, incoming. */
export const docs: ServiceManifest = {
  name: 'docs',
  title: { zh: '公文', en: 'Documents' },
  kinds: [outgoingDocument, incomingDocument],
  registers: [outgoingDocuments, incomingDocuments, distributions],
  listens: {
    'chancery.docs.v1.DocumentIssued': documentIssued,
    'chancery.docs.v1.DocumentReceived': documentReceived,
    'chancery.docs.v1.ReceiptUrged': receiptUrged,
  },
  jobs: { typeset: typesetPaper, 'fetch-document': fetchDocument, 'note-receipt': noteReceipt, 'urge-receipt': urgeReceipt },
  serves: [{ definition: DocumentsService, handlers: { previewPaper, listReceipts, findDuplicates } }],
  scopes,
  migrations: join(__dirname, '../prisma/migrations'),
  runs: [keepTypesetter],
  prisma: (adapter) => new PrismaClient({ adapter: adapter as never }),
};

import { call } from './request';
import type { Block, DuplicateView, ReceiptView } from './wire';

export interface Preview {
  matterId?: string;
  title?: string;
  documentKind?: string;
  text?: { blocks: Block[] };
  addressees?: string[];
  outsideAddressees?: string[];
  copiesTo?: string[];
  urgency?: string;
  secrecy?: string;
  secrecyYears?: number;
  attachmentNames?: string[];
}

/** The pages as they would print, as SVG text. Shown in `<img>` only, never put into the page. */
export const previewPaper = (company: string, body: Preview, signal?: AbortSignal): Promise<{ pages?: string[]; missingGlyphs?: string[] }> =>
  call('/api/docs/papers/preview', { method: 'POST', company, body, ...(signal ? { signal } : {}) });

export const getReceipts = (company: string, matter: string): Promise<{ receipts?: ReceiptView[] }> => call(`/api/docs/receipts/${matter}`, { company });

export const findDuplicates = (company: string, sender: string, number: string): Promise<{ duplicates?: DuplicateView[] }> =>
  call('/api/docs/duplicates', { company, query: { sender, document_number: number } });

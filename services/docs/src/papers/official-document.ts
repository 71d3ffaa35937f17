import { join } from 'node:path';
import { contentHash, paperRecord, template, type Anchor, type PaperRecord, type Papers, type Preview, type TextBlock, type Typeset } from '@chancery/papers';
import { titleLines } from './title-lines';

/** 公文 — what stands on a red-head document. Words as they are printed; what is empty is left out. */
export interface OfficialDocument {
  direction?: 'down' | 'up';
  /** Full or normal short name of the issuer: 星河集团有限公司 */
  issuerMark: string;
  /** Whether 文件 follows the name. */
  withWords: boolean;
  number?: DocumentNumber;
  /** '', 加急, 特急 */
  urgency?: string;
  /** '', 普通商密, 核心商密 */
  secrecy?: string;
  secrecyYears?: number;
  /** Printed with six digits. */
  copyNumber?: number;
  title: string;
  addressees: string[];
  blocks: TextBlock[];
  attachments?: string[];
  /** The issuer's name over the date; a signature block in the text comes before it. */
  signature: string;
  /** Room for a seal (default) or the form without one. */
  sealed?: boolean;
  /** YYYY-MM-DD, the day of signing for issue. */
  date?: string;
  annotation?: string;
  copiesTo?: string[];
  printingOffice: string;
  /** YYYY-MM-DD */
  printedOn?: string;
  /** Signed for issue by; upward documents only. */
  signatories?: string[];
}

export interface DocumentNumber {
  mark: string;
  year: number;
  serial: number;
}

/** What can be printed: number and date exist. */
export type IssuedDocument = OfficialDocument & { number: DocumentNumber; date: string };

const official = template(join(__dirname, 'official-document.typ'));
/** Addressees beyond so many rows would leave page 1 without body; they move to the version record (standards §2). */
const addresseeRows = 5;
const charactersPerRow = 28;

/** 发文字号 — 星办发〔2026〕12号: brackets U+3014 and U+3015, no leading zeros (standards §3). */
export function numberText({ mark, year, serial }: DocumentNumber): string {
  return `${mark}〔${year}〕${serial}号`;
}

/** 2026年1月5日: no leading zeros. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/**
 * Typesets an issued document as PDF/A. Anchors: `number`, `red-rule`, `body-end`, `signature`, `date`, `version-record` and, for a sealed one, `seal`
 * (where the middle of the seal belongs).
 *
 * @throws Refusal `missing-glyph`.
 */
export async function typesetDocument(papers: Papers, document: IssuedDocument): Promise<Typeset & { record: PaperRecord }> {
  const set = await fitted((inputs) => papers.typeset(official, inputs), document, 'print');
  const made = { contentHash: contentHash(document.blocks), number: numberText(document.number), date: document.date };
  return { ...set, record: paperRecord(made, official, await papers.faces()) };
}

/** The pages of a draft as SVG; number, date and seal place are hatched. */
export function previewDocument(papers: Papers, document: OfficialDocument): Promise<Preview> {
  return fitted((inputs) => papers.preview(official, inputs), document, 'preview');
}

type Mode = 'print' | 'preview';

/**
 * Never a page with only seal and date: the standard's remedy is another line spacing, so one row fewer or more a page is tried; at last the end of
 * the text is kept with the signature.
 */
async function fitted<Set extends { anchors: Record<string, Anchor> }>(run: (inputs: Record<string, string>) => Promise<Set>, document: OfficialDocument, mode: Mode): Promise<Set> {
  for (const rows of [22, 23, 21, 20]) {
    const set = await run({ document: JSON.stringify(inputOf(document, mode, rows, false)) });
    const { signature, 'body-end': end } = set.anchors;
    if (!end || signature?.page === end.page) return set;
  }
  return run({ document: JSON.stringify(inputOf(document, mode, 22, true)) });
}

function inputOf(document: OfficialDocument, mode: Mode, rows: number, keep: boolean) {
  const addressees = document.addressees.join('、');
  const signature = document.blocks.findLast((block) => block.type === 'signature')?.text ?? document.signature;
  const [year, month, day] = (document.date ?? '').split('-').map(Number);
  return {
    mode, rows, keep,
    direction: document.direction ?? 'down',
    mark: document.issuerMark + (document.withWords ? '文件' : ''),
    number: document.number ? numberText(document.number) : null,
    copyNumber: document.copyNumber ? String(document.copyNumber).padStart(6, '0') : '',
    secrecy: document.secrecy ? document.secrecy + (document.secrecyYears ? `★${document.secrecyYears}年` : '') : '',
    urgency: document.urgency ?? '',
    title: document.title.replaceAll('\n', ''),
    titleLines: titleLines(document.title),
    addressees,
    addresseesInRecord: addressees.length > addresseeRows * charactersPerRow,
    blocks: document.blocks.filter((block) => (block.type === 'table' ? block.rows?.some((row) => row.cells.length > 0) : block.type !== 'signature'))
      .map(({ type, level = 0, text, rows: lines = [] }) => ({ type, level, text, rows: lines })),
    attachments: document.attachments ?? [],
    signature, sealed: document.sealed ?? true,
    date: document.date ? dateText(document.date) : null,
    dateParts: document.date ? { year, month, day } : {},
    annotation: document.annotation ?? '',
    copiesTo: (document.copiesTo ?? []).join('、'),
    printingOffice: document.printingOffice,
    printedOn: document.printedOn ? dateText(document.printedOn) : null,
    signatories: document.signatories ?? [],
  };
}

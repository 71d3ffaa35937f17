import type { Transaction } from '@chancery/domain';
import { defineRegister, nextNumber } from '@chancery/registers';
import type { Db } from '../database';

const KINDS = [
  ['decision', '决定', 'Decision'], ['notice', '通知', 'Notice'], ['circular', '通报', 'Circular'], ['announcement', '通告', 'Announcement'], ['opinion', '意见', 'Opinion'],
  ['reply', '批复', 'Reply'], ['minutes', '纪要', 'Minutes'], ['request', '请示', 'Request'], ['report', '报告', 'Report'], ['letter', '函', 'Letter'],
] as const;

/** 发文登记簿 — numbers given, in order, void ones struck but kept (DOUT-03). */
export const outgoingDocuments = defineRegister({
  register: 'outgoing-documents',
  title: { zh: '发文登记簿', en: 'Register of outgoing documents' },
  formNumber: 'GL/YJ-BG-02',
  from: 'outgoing_document',
  matterColumn: 'matter_id',
  serialColumn: 'serial',
  seriesColumns: ['mark', 'year'],
  secrecyColumn: 'secrecy',
  posts: ['clerk', 'director', 'archivist', 'auditor'],
  defaultSort: '-numberedAt',
  fields: [
    { name: 'documentNumber', label: { zh: '发文字号', en: 'Document number' }, type: 'text', column: 'document_number' },
    { name: 'title', label: { zh: '标题', en: 'Title' }, type: 'text', column: 'title' },
    { name: 'documentKind', label: { zh: '文种', en: 'Kind' }, type: 'choice', column: 'document_kind', filterable: true, choices: KINDS.map(([value, zh, en]) => ({ value, zh, en })) },
    { name: 'year', label: { zh: '年度', en: 'Year' }, type: 'number', column: 'year', sortable: true, filterable: true },
    { name: 'serial', label: { zh: '序号', en: 'Serial' }, type: 'number', column: 'serial', sortable: true, filterable: true },
    { name: 'datedOn', label: { zh: '成文日期', en: 'Date' }, type: 'date', column: 'dated_on', sortable: true, filterable: true },
    { name: 'numberedAt', label: { zh: '编号时间', en: 'Numbered' }, type: 'time', column: 'numbered_at', sortable: true, filterable: true },
    { name: 'numberedBy', label: { zh: '编号人', en: 'Numbered by' }, type: 'person', column: 'numbered_by', filterable: true },
    { name: 'copies', label: { zh: '印制份数', en: 'Copies' }, type: 'number', column: 'copies' },
    { name: 'issuedAt', label: { zh: '发文时间', en: 'Issued' }, type: 'time', column: 'issued_at', sortable: true, filterable: true },
    {
      name: 'secrecy', label: { zh: '密级', en: 'Secrecy' }, type: 'choice', column: 'secrecy', filterable: true,
      choices: [
        { value: 'public', zh: '公开', en: 'Public' }, { value: '', zh: '内部', en: 'Internal' },
        { value: 'commercial-secret', zh: '普通商密', en: 'Commercial secret' }, { value: 'core-commercial-secret', zh: '核心商密', en: 'Core commercial secret' },
      ],
    },
    { name: 'voidAt', label: { zh: '作废时间', en: 'Void since' }, type: 'time', column: 'void_at' },
    { name: 'voidReason', label: { zh: '作废原因', en: 'Reason' }, type: 'text', column: 'void_reason' },
  ],
});

/** The register line of a matter; null while it has no number. */
export const lineOf = (db: Db, company: string, matter: string) => db.outgoingDocument.findFirst({ where: { companyId: company, matterId: matter } });
export type OutgoingLine = NonNullable<Awaited<ReturnType<typeof lineOf>>>;

export interface Numbering {
  matter: string;
  mark: string;
  year: number;
  title: string;
  documentKind: string;
  secrecy: string;
  urgency: string;
  importance: string;
  contentHash: string;
  datedOn: Date;
  at: Date;
  by: string;
}

/** 编号 — opens the line with the next number of company, mark and year. */
export async function giveNumber(db: Db, tx: Transaction, { matter, at, by, ...line }: Numbering): Promise<OutgoingLine> {
  const serial = await nextNumber(tx, { series: `outgoing-document/${line.mark}`, year: line.year });
  return db.outgoingDocument.create({ data: { companyId: tx.company, matterId: matter, serial, numberedAt: at, numberedBy: by, ...line } });
}

export const noteCopies = (db: Db, line: OutgoingLine, copies: number, at: Date) =>
  db.outgoingDocument.update({ where: { companyId_id: { companyId: line.companyId, id: line.id } }, data: { copies, copiedAt: at } });

export const markIssued = (db: Db, line: OutgoingLine, by: string, at: Date) =>
  db.outgoingDocument.update({ where: { companyId_id: { companyId: line.companyId, id: line.id } }, data: { issuedAt: at, issuedBy: by } });

/** 作废 — the number stays in the register as void and is never given again. */
export const voidNumber = (db: Db, line: OutgoingLine, reason: string, at: Date) =>
  db.outgoingDocument.update({ where: { companyId_id: { companyId: line.companyId, id: line.id } }, data: { voidAt: at, voidReason: reason } });

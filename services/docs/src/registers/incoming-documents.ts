import type { Transaction } from '@chancery/domain';
import { defineRegister, nextNumber } from '@chancery/registers';
import type { Db } from '../database';
import type { Prisma } from '../generated/prisma/client';

/** 收文登记簿 — a line for each registered document, numbered by company and year without gaps (DIN-01). */
export const incomingDocuments = defineRegister({
  register: 'incoming-documents',
  title: { zh: '收文登记簿', en: 'Register of incoming documents' },
  formNumber: 'GL/YJ-BG-01',
  from: 'incoming_document',
  matterColumn: 'matter_id',
  serialColumn: 'serial',
  seriesColumns: ['year'],
  secrecyColumn: 'secrecy',
  posts: ['clerk', 'director', 'archivist', 'auditor'],
  defaultSort: '-registeredAt',
  fields: [
    { name: 'serial', label: { zh: '收文号', en: 'Serial' }, type: 'number', column: 'serial', sortable: true, filterable: true },
    { name: 'title', label: { zh: '标题', en: 'Title' }, type: 'text', column: 'title' },
    { name: 'year', label: { zh: '年度', en: 'Year' }, type: 'number', column: 'year', sortable: true, filterable: true },
    { name: 'receivedOn', label: { zh: '收文日期', en: 'Received' }, type: 'date', column: 'received_on', sortable: true, filterable: true },
    { name: 'sender', label: { zh: '来文单位', en: 'Sender' }, type: 'text', column: 'sender', sortable: true, filterable: true },
    {
      name: 'relation', label: { zh: '来文方向', en: 'Relation' }, type: 'choice', column: 'relation', filterable: true,
      choices: [
        { value: 'superior', zh: '上级', en: 'Superior' }, { value: 'peer', zh: '平级', en: 'Peer' }, { value: 'subordinate', zh: '下级', en: 'Subordinate' },
      ],
    },
    { name: 'documentNumber', label: { zh: '来文字号', en: "Sender's number" }, type: 'text', column: 'document_number', filterable: true },
    { name: 'copies', label: { zh: '份数', en: 'Copies' }, type: 'number', column: 'copies' },
    { name: 'pages', label: { zh: '页数', en: 'Pages' }, type: 'number', column: 'pages' },
    {
      name: 'secrecy', label: { zh: '密级', en: 'Secrecy' }, type: 'choice', column: 'secrecy', filterable: true,
      choices: [
        { value: 'public', zh: '公开', en: 'Public' }, { value: '', zh: '内部', en: 'Internal' }, { value: 'commercial-secret', zh: '普通商密', en: 'Commercial secret' },
        { value: 'core-commercial-secret', zh: '核心商密', en: 'Core commercial secret' }, { value: 'paper-only', zh: '涉密文件（仅登记纸质）', en: 'State secret, paper only' },
      ],
    },
    { name: 'registeredAt', label: { zh: '登记时间', en: 'Registered' }, type: 'time', column: 'registered_at', sortable: true, filterable: true },
    { name: 'registeredBy', label: { zh: '登记人', en: 'Registered by' }, type: 'person', column: 'registered_by', filterable: true },
    { name: 'closedAt', label: { zh: '办结时间', en: 'Closed' }, type: 'time', column: 'closed_at', sortable: true, filterable: true },
  ],
});

export const incomingLineOf = (db: Db, company: string, matter: string) => db.incomingDocument.findFirst({ where: { companyId: company, matterId: matter } });

/** 登记 — opens the line with the next serial of company and year. */
export async function registerLine(db: Db, tx: Transaction, line: Omit<Prisma.IncomingDocumentUncheckedCreateInput, 'companyId' | 'serial'>): Promise<{ serial: number }> {
  const serial = await nextNumber(tx, { series: 'incoming-document', year: line.year });
  return db.incomingDocument.create({ data: { ...line, companyId: tx.company, serial } });
}

/** Lines of the company with the same sender and number (DIN-09); none where the number is empty. */
export async function duplicatesOf(db: Db, company: string, { sender, documentNumber, except }: { sender: string; documentNumber: string; except?: string }) {
  if (!documentNumber) return [];
  return db.incomingDocument.findMany({ where: { companyId: company, sender, documentNumber, ...(except ? { matterId: { not: except } } : {}) }, orderBy: { registeredAt: 'asc' }, take: 20 });
}

export const noteHandling = (db: Db, company: string, handling: Omit<Prisma.HandlingUncheckedCreateInput, 'companyId'>) => db.handling.create({ data: { ...handling, companyId: company } });

export const closeLine = (db: Db, company: string, matter: string, at: Date) => db.incomingDocument.updateMany({ where: { companyId: company, matterId: matter }, data: { closedAt: at } });

/** 收文号 as people say it: 2026-0007. */
export const serialText = (line: { year: number; serial: number }): string => `${line.year}-${String(line.serial).padStart(4, '0')}`;

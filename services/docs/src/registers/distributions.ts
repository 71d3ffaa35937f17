import { defineRegister } from '@chancery/registers';
import type { Db } from '../database';

/** 文件发放记录 — who was sent an issued document, who has signed for it and when (DOUT-07, DIN-07). */
export const distributions = defineRegister({
  register: 'distributions',
  title: { zh: '文件发放记录', en: 'Distribution record' },
  from: 'distribution',
  matterColumn: 'matter_id',
  posts: ['clerk', 'director', 'archivist', 'auditor'],
  defaultSort: '-sentAt',
  fields: [
    { name: 'documentNumber', label: { zh: '发文字号', en: 'Document number' }, type: 'text', column: 'document_number', filterable: true },
    { name: 'addressee', label: { zh: '收文公司', en: 'Addressee' }, type: 'company', column: 'addressee_company_id', filterable: true },
    { name: 'outside', label: { zh: '集团外单位', en: 'Outside addressee' }, type: 'text', column: 'outside', filterable: true },
    { name: 'copy', label: { zh: '抄送', en: 'Copy' }, type: 'boolean', column: 'copy', filterable: true },
    { name: 'sentAt', label: { zh: '发出时间', en: 'Sent' }, type: 'time', column: 'sent_at', sortable: true, filterable: true },
    { name: 'receivedAt', label: { zh: '签收时间', en: 'Signed for' }, type: 'time', column: 'received_at', sortable: true, filterable: true },
    { name: 'receivedBy', label: { zh: '签收人', en: 'Signed by' }, type: 'person', column: 'received_by' },
  ],
});

export interface Sending {
  matter: string;
  documentNumber: string;
  addressees: string[];
  copies: string[];
  outside: string[];
  at: Date;
}

/** One line for each addressee and copy. Outside ones go by hand: whether they got it is not known here. */
export async function send(db: Db, company: string, { matter, documentNumber, addressees, copies, outside, at }: Sending): Promise<void> {
  const line = { companyId: company, matterId: matter, documentNumber, sentAt: at };
  await db.distribution.createMany({
    data: [
      ...addressees.map((addresseeCompanyId) => ({ ...line, addresseeCompanyId, outside: '', copy: false })),
      ...copies.map((addresseeCompanyId) => ({ ...line, addresseeCompanyId, outside: '', copy: true })),
      ...outside.map((name) => ({ ...line, outside: name, copy: false })),
    ],
  });
}

/** Marks a receipt; a second one changes nothing. */
export const noteReceipt = (db: Db, company: string, receipt: { matter: string; addressee: string; by: string; at: Date }) =>
  db.distribution.updateMany({
    where: { companyId: company, matterId: receipt.matter, addresseeCompanyId: receipt.addressee, receivedAt: null },
    data: { receivedAt: receipt.at, receivedBy: receipt.by },
  });

export const receiptsOf = (db: Db, company: string, matter: string) =>
  db.distribution.findMany({ where: { companyId: company, matterId: matter }, orderBy: [{ copy: 'asc' }, { id: 'asc' }] });

import type { FactView, Matter } from '@chancery/approval';
import type { Db } from '../../database';
import { asDay } from '../../days';
import { receiptsOf } from '../../registers/distributions';
import { lineOf } from '../../registers/outgoing-documents';
import { latestPaper } from '../../registers/papers';

/** What the registers know of an outgoing document: number, date, paper, issue, receipts. */
export async function facts(db: Db, matter: Matter): Promise<FactView[]> {
  const line = await lineOf(db, matter.company, matter.id);
  if (!line) return [];
  const [paper, receipts] = [await latestPaper(db, matter.company, matter.id), await receiptsOf(db, matter.company, matter.id)];
  const awaited = receipts.filter((one) => one.addresseeCompanyId);
  const views: FactView[] = [
    { name: 'documentNumber', label: { zh: '发文字号', en: 'Document number' }, value: line.documentNumber ?? '', at: line.numberedAt },
    { name: 'datedOn', label: { zh: '成文日期', en: 'Date' }, value: asDay(line.datedOn) },
  ];
  if (line.voidAt) views.push({ name: 'void', label: { zh: '作废', en: 'Void' }, value: line.voidReason ?? '', at: line.voidAt });
  if (paper)
    views.push({
      name: 'paper',
      label: { zh: '纸面', en: 'Paper' },
      at: paper.madeAt,
      file: { id: paper.fileId, name: paper.fileName, mediaType: 'application/pdf', size: paper.fileSize, sha256: paper.fileSha256 },
    });
  if (line.copies !== null) views.push({ name: 'copies', label: { zh: '印制份数', en: 'Copies' }, value: String(line.copies) });
  if (line.issuedAt) views.push({ name: 'issued', label: { zh: '发文时间', en: 'Issued' }, at: line.issuedAt });
  if (awaited.length)
    views.push({ name: 'receipts', label: { zh: '签收', en: 'Signed for' }, value: `${awaited.filter((one) => one.receivedAt).length} / ${awaited.length}` });
  return views;
}

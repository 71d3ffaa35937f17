import type { FactView, Matter } from '@chancery/approval';
import type { Db } from '../../database';
import { asDay } from '../../days';
import { incomingLineOf, serialText } from '../../registers/incoming-documents';

/** What the register knows of an incoming document: serial, days, a known duplicate. */
export async function facts(db: Db, matter: Matter): Promise<FactView[]> {
  const line = await incomingLineOf(db, matter.company, matter.id);
  if (!line) return [];
  const views: FactView[] = [
    { name: 'serial', label: { zh: '收文号', en: 'Serial' }, value: serialText(line), at: line.registeredAt },
    { name: 'receivedOn', label: { zh: '收文日期', en: 'Received' }, value: asDay(line.receivedOn) },
  ];
  if (line.duplicate) views.push({ name: 'duplicate', label: { zh: '重复来文', en: 'Duplicate' }, value: line.documentNumber });
  if (line.closedAt) views.push({ name: 'closed', label: { zh: '办结时间', en: 'Closed' }, at: line.closedAt });
  return views;
}

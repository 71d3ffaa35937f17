import { Text } from '@chancery/contracts/chancery/docs/v1/documents';
import type { OutgoingDocumentForm } from '@chancery/contracts/chancery/docs/v1/outgoing_document';
import { Refusal, type Directory } from '@chancery/domain';
import type { TextBlock } from '@chancery/papers';
import type { OfficialDocument } from '../papers/official-document';

const URGENCY: Record<string, string> = { urgent: '加急', 'extra-urgent': '特急' };
const SECRECY: Record<string, string> = { 'commercial-secret': '普通商密', 'core-commercial-secret': '核心商密' };

/** What a page needs of the form; a draft may lack any of it. */
export type Composed = Pick<OutgoingDocumentForm, 'title' | 'addressees' | 'outsideAddressees' | 'copiesTo' | 'urgency' | 'secrecy' | 'secrecyYears' | 'direction'> & { attachmentNames: string[] };

/** The blocks of a stored text (application/vnd.chancery.text+json). @throws Refusal `text` when it is none. */
export function blocksOf(bytes: Buffer): TextBlock[] {
  try {
    return Text.fromJSON(JSON.parse(bytes.toString('utf8'))).blocks;
  } catch {
    throw new Refusal('invalid', 'text', { zh: '正文读不出来，请在编辑器中重新保存', en: 'The text cannot be read; save it again in the editor' });
  }
}

/** 版面 — names instead of ids, printed words instead of codes: what the typesetter takes. Number, date and signatories are the caller's. */
export function compose(form: Composed, blocks: TextBlock[], company: string, directory: Directory): OfficialDocument {
  const issuer = directory.companies.get(company);
  const name = issuer?.name ?? '';
  const named = (id: string): string => directory.companies.get(id)?.name ?? id;
  return {
    direction: form.direction === 'up' ? 'up' : 'down',
    issuerMark: issuer?.issuerMark || name,
    withWords: true,
    urgency: URGENCY[form.urgency] ?? '',
    secrecy: SECRECY[form.secrecy] ?? '',
    secrecyYears: form.secrecyYears,
    title: form.title,
    addressees: [...form.addressees.map(named), ...form.outsideAddressees],
    blocks,
    attachments: form.attachmentNames,
    signature: name,
    copiesTo: form.copiesTo.map(named),
    printingOffice: `${name}办公室`,
  };
}

/** Attachments are named on the paper without the ending of their file. */
export const attachmentNames = (files: { name: string }[]): string[] => files.map((file) => file.name.replace(/\.[a-z0-9]{1,8}$/i, ''));

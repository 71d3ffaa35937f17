import { defineKind, type Fields } from '@chancery/approval';
import { IncomingDocumentForm } from '@chancery/contracts/chancery/docs/v1/incoming_document';
import { check, stateSecretMark } from '@chancery/domain';
import type { Db } from '../../database';
import { kindIsKnown, relationFitsTheTree, sourceIsKnown } from '../../rules/incoming-documents';
import { noStateSecrets, PAPER_ONLY_TITLE, paperOnlySaysNothing } from '../../rules/secrecy';
import { effects } from './effects';
import { checkEntry, handlingDepartments } from './entries';
import { facts } from './facts';
import { instruction } from './matrix';
import { incomingDocumentProcess } from './process';

/** 收文 — a document that the company receives: by itself from the group (DIN-07), or entered by the clerk. */
export const incomingDocument = defineKind<Fields, Db>({
  kind: 'incoming-document',
  title: { zh: '收文', en: 'Incoming document' },
  serial: { zh: '收文', en: 'IN' },
  form: 'chancery.docs.v1.IncomingDocumentForm',
  process: incomingDocumentProcess,
  mayOpen: ['clerk'],
  office: 'clerk',
  requires: { instruct: ['propose', 'instruct'], handle: ['propose', 'instruct'], supervise: ['propose', 'instruct'] },
  exempt: ['receive', 'register'],
  titleOf: (form) => IncomingDocumentForm.fromJSON(form).title,
  marks(form) {
    const { urgency, secrecy } = IncomingDocumentForm.fromJSON(form);
    return { urgency, secrecy };
  },
  fields: (_form, entries) => ({ departments: handlingDepartments(entries) }),
  complete(form, { directory, company }) {
    refuseSecrets(form, true);
    const { senderCompanyId } = IncomingDocumentForm.fromJSON(form);
    const sender = directory.companies.get(senderCompanyId);
    return sender ? { ...form, sender: sender.name, relation: directory.relation(company, sender.id) } : form;
  },
  check(form, { directory, company }) {
    const { sender, senderCompanyId, relation, documentKind } = IncomingDocumentForm.fromJSON(form);
    refuseSecrets(form, false);
    check(kindIsKnown, documentKind);
    check(sourceIsKnown, { sender, relation });
    check(relationFitsTheTree, { stated: relation, inTree: directory.companies.has(senderCompanyId) ? directory.relation(company, senderCompanyId) : undefined });
  },
  checkEntry,
  effects,
  facts,
  matrix: { instruction },
  files: (form) => IncomingDocumentForm.fromJSON(form).scans.map((file) => file.id),
});

/** Refused in a draft already: what is a state secret is not stored at all. A draft may still lack title and kind. */
function refuseSecrets(form: Fields, draft: boolean): void {
  const { sender, documentNumber, title, documentKind, secrecy, pages, scans } = IncomingDocumentForm.fromJSON(form);
  const texts = [sender, documentNumber, title, ...scans.map((file) => file.name)];
  check(noStateSecrets, texts, { mark: texts.map(stateSecretMark).find(Boolean) ?? '' });
  const line = draft ? { title: title || PAPER_ONLY_TITLE, documentKind: documentKind || 'other' } : { title, documentKind };
  check(paperOnlySaysNothing, { secrecy, documentNumber, pages, scans: scans.length, ...line });
}

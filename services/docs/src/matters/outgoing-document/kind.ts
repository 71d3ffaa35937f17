import { defineKind, type Fields } from '@chancery/approval';
import { OutgoingDocumentForm } from '@chancery/contracts/chancery/docs/v1/outgoing_document';
import { check, stateSecretMark, type Directory } from '@chancery/domain';
import type { Db } from '../../database';
import { addresseesAreCompanies, addresseesInOneDirection, directionOf, hasAddressee, type Recipients } from '../../rules/outgoing-documents';
import { noStateSecrets, secretHasATerm } from '../../rules/secrecy';
import { effects, urges } from './effects';
import { checkEntry } from './entries';
import { facts } from './facts';
import { signForIssue } from './matrix';
import { outgoingDocumentProcess } from './process';

const deciders = ['countersign', 'review', 'read', 'sign'];

/** 发文 — a document that the company issues. */
export const outgoingDocument = defineKind<Fields, Db>({
  kind: 'outgoing-document',
  title: { zh: '发文', en: 'Outgoing document' },
  serial: { zh: '发文', en: 'OUT' },
  form: 'chancery.docs.v1.OutgoingDocumentForm',
  process: outgoingDocumentProcess,
  requires: { sign: deciders, number: deciders, print: deciders, proofread: deciders, copy: deciders, issue: deciders, receipt: deciders },
  titleOf: (form) => OutgoingDocumentForm.fromJSON(form).title,
  marks: (form) => ({ urgency: OutgoingDocumentForm.fromJSON(form).urgency, secrecy: OutgoingDocumentForm.fromJSON(form).secrecy }),
  fields(form) {
    const { addressees, copiesTo } = OutgoingDocumentForm.fromJSON(form);
    return { recipients: [...new Set([...addressees, ...copiesTo])] };
  },
  complete(form, { directory, company }) {
    refuseMarks(form);
    return { ...form, direction: directionOf(recipients(form, company, directory)) ?? '' };
  },
  check(form, { directory, company }) {
    const { secrecy, secrecyYears } = OutgoingDocumentForm.fromJSON(form);
    const to = recipients(form, company, directory);
    refuseMarks(form);
    check(secretHasATerm, { secrecy, secrecyYears });
    check(hasAddressee, to);
    check(addresseesAreCompanies, to);
    check(addresseesInOneDirection, to);
  },
  checkEntry,
  effects,
  urges,
  facts,
  matrix: { 'sign-for-issue': signForIssue },
  files(form) {
    const { text, attachments } = OutgoingDocumentForm.fromJSON(form);
    return [...(text ? [text.id] : []), ...attachments.map((file) => file.id)];
  },
});

/** Refused in a draft already: what is a state secret is not stored at all. Text and attachments are looked at when they are uploaded. */
function refuseMarks(form: Fields): void {
  const { title, outsideAddressees, attachments } = OutgoingDocumentForm.fromJSON(form);
  const texts = [title, ...outsideAddressees, ...attachments.map((file) => file.name)];
  check(noStateSecrets, texts, { mark: texts.map(stateSecretMark).find(Boolean) ?? '' });
}

function recipients(form: Fields, company: string, directory: Directory): Recipients {
  const { addressees, outsideAddressees, copiesTo } = OutgoingDocumentForm.fromJSON(form);
  return { own: company, addressees, outside: outsideAddressees, copies: copiesTo, companies: directory.companies, relation: (other) => directory.relation(company, other) };
}

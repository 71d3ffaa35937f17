import type { Effect, Fields } from '@chancery/approval';
import { DocumentIssued, DocumentReceived, ReceiptUrged } from '@chancery/contracts/chancery/docs/v1/events';
import { CopyEntry, OutgoingDocumentForm } from '@chancery/contracts/chancery/docs/v1/outgoing_document';
import { actorId, type Event } from '@chancery/domain';
import { grantFile } from '@chancery/service';
import type { Db } from '../../database';
import { asDay, dayOf } from '../../days';
import { noteReceipt, send } from '../../registers/distributions';
import { giveNumber, markIssued, noteCopies, type OutgoingLine } from '../../registers/outgoing-documents';
import { latestPaper, noteProofread } from '../../registers/papers';
import { sign } from '../../registers/signatures';
import { aboveInternal } from '../../rules/secrecy';
import { markOf, numbered, printed, printRound, signed, type Context } from './entries';

/** 发文 — what signing, numbering, printing and issuing do to the registers. */
export const effects: Record<string, Effect<Fields, Db>> = {
  async sign({ db, matter, actor, at }) {
    await sign(db, { company: matter.company, matter: matter.id, contentHash: matter.contentHash }, actorId(actor), at);
  },

  async number(context) {
    const { db, tx, matter, actor, at } = context;
    const { title, documentKind, secrecy, urgency, importance } = OutgoingDocumentForm.fromJSON(matter.form);
    const { signedOn } = await signed(context);
    const document = { title, documentKind, secrecy, urgency, importance, contentHash: matter.contentHash, datedOn: signedOn };
    await giveNumber(db, tx, { matter: matter.id, mark: markOf(context), year: Number(asDay(signedOn).slice(0, 4)), ...document, at, by: actorId(actor) });
  },

  async print(context) {
    await numbered(context);
    return { jobs: [{ type: 'typeset', value: { matterId: context.matter.id, round: printRound(context), printedOn: dayOf(context.at) } }] };
  },

  async proofread(context) {
    await noteProofread(context.db, await printed(context), actorId(context.actor), context.at);
  },

  async copy(context) {
    const { copies } = CopyEntry.fromJSON(context.entry);
    await noteCopies(context.db, await numbered(context), copies || OutgoingDocumentForm.fromJSON(context.matter.form).copies, context.at);
  },

  async issue(context) {
    const { db, matter, actor, at } = context;
    const { addressees, copiesTo, outsideAddressees } = OutgoingDocumentForm.fromJSON(matter.form);
    const line = await markIssued(db, await numbered(context), actorId(actor), at);
    await send(db, matter.company, { matter: matter.id, documentNumber: line.documentNumber ?? '', addressees, copies: copiesTo, outside: outsideAddressees, at });
    const events: Event[] = [];
    for (const to of addressees) events.push(await issued(context, line, to, false));
    for (const to of copiesTo) events.push(await issued(context, line, to, true));
    return { events };
  },

  async receipt({ db, matter, event, at }) {
    if (!event) return;
    const { addresseeCompanyId, receivedBy, receivedAt } = DocumentReceived.fromJSON(event.value);
    await noteReceipt(db, matter.company, { matter: matter.id, addressee: addresseeCompanyId, by: receivedBy, at: receivedAt ?? at });
  },
};

/** 催签收 — the addressee that has not signed is told by event (DIN-07, OP-807). */
export const urges: Record<string, Effect<Fields, Db>> = {
  async receipt({ matter, seatOf }) {
    if (!seatOf) return;
    const value = ReceiptUrged.fromPartial({ matterId: matter.id, companyId: matter.company, addresseeCompanyId: seatOf });
    return { events: [{ type: 'chancery.docs.v1.ReceiptUrged', key: matter.id, value: ReceiptUrged.toJSON(value) }] };
  },
};

/** What one addressee is told: ids, number and hashes, with grants to fetch paper, text and attachments; no title above internal (SEC-05). */
async function issued({ db, tx, matter, at }: Context, line: OutgoingLine, to: string, copy: boolean): Promise<Event> {
  const { title, documentKind, secrecy, urgency, text, attachments } = OutgoingDocumentForm.fromJSON(matter.form);
  const paper = await latestPaper(db, matter.company, matter.id);
  const attachmentGrantIds: string[] = [];
  for (const file of attachments) attachmentGrantIds.push(await grantFile(tx, { file: file.id, to }));
  const value = DocumentIssued.fromPartial({
    matterId: matter.id,
    companyId: matter.company,
    addresseeCompanyId: to,
    documentNumber: line.documentNumber ?? '',
    documentKind,
    title: aboveInternal(secrecy) ? '' : title,
    secrecy,
    urgency,
    contentHash: line.contentHash,
    fileId: paper?.fileId ?? '',
    fileSha256: paper?.fileSha256 ?? '',
    grantId: paper ? await grantFile(tx, { file: paper.fileId, to }) : '',
    textGrantId: text ? await grantFile(tx, { file: text.id, to }) : '',
    attachmentGrantIds,
    issuedAt: at,
    round: paper?.round ?? 0,
    copy,
  });
  return { type: 'chancery.docs.v1.DocumentIssued', key: matter.id, value: DocumentIssued.toJSON(value) };
}

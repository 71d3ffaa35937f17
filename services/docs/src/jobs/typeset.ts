import { OutgoingDocumentForm } from '@chancery/contracts/chancery/docs/v1/outgoing_document';
import { system, type Directory } from '@chancery/domain';
import type { Job } from '@chancery/service';
import type { Db } from '../database';
import { asDate, asDay } from '../days';
import { attachmentNames, blocksOf, compose } from '../documents/compose';
import { typesetDocument } from '../papers/official-document';
import { lineOf, type OutgoingLine } from '../registers/outgoing-documents';
import { paperOf, recordPaper } from '../registers/papers';
import { signatureOf } from '../registers/signatures';
import { typesetter } from '../typesetter';

export interface TypesetPaper {
  matterId: string;
  /** Round of printing that asked for it. */
  round: number;
  /** Day that stands in the version record: 2026-11-24. */
  printedOn: string;
}

/**
 * 排版 — makes the paper of one round of printing from the signed text, stores it readable with the matter and writes its record (DOUT-18).
 * Repeatable: a round that has its paper is left alone, and the same record gives the same bytes.
 */
export const typesetPaper: Job<TypesetPaper> = {
  async run({ value, company, directory, files, engine, inCompany }) {
    const { matterId, round, printedOn } = value;
    const actor = system('job');
    const { matter } = await engine.get({ company, actor, matter: matterId });
    const found = await inCompany((tx) =>
      tx.prisma(async (db: Db) => ({
        paper: await paperOf(db, company, matterId, round),
        line: await lineOf(db, company, matterId),
        signature: await signatureOf(db, { company, matter: matterId, contentHash: matter.contentHash }),
      })),
    );
    if (found.paper) return;
    const { line, signature } = found;
    // The database says the same by a foreign key; here it is said before the work is done (DOUT-02).
    if (!line || !signature || line.contentHash !== matter.contentHash) throw new Error(`${matterId}: what is to be printed is not what was signed and numbered`);

    const form = OutgoingDocumentForm.fromJSON(matter.form);
    const { bytes } = await files.get({ company, actor, id: form.text?.id ?? '' });
    const page = compose({ ...form, attachmentNames: attachmentNames(form.attachments) }, blocksOf(bytes), company, directory);
    const { pdf, pages, record } = await typesetDocument(typesetter(), {
      ...page, number: { mark: line.mark, year: line.year, serial: line.serial }, date: asDay(line.datedOn), printedOn, ...signatories(signature.signedBy, page.direction, directory),
    });
    const file = await files.put({ company, actor, name: fileName(line), mediaType: 'application/pdf', bytes: pdf, matter: matterId });
    await inCompany(async (tx) => {
      const madeAt = await tx.now();
      await tx.prisma((db: Db) =>
        recordPaper(db, company, {
          matterId, round, contentHash: line.contentHash, textHash: record.contentHash, documentNumber: record.number, datedOn: line.datedOn, printedOn: asDate(printedOn),
          templateVersion: record.templateVersion, typesetter: record.typesetter, fonts: record.fonts,
          fileId: file.id, fileName: file.name, fileSize: file.size, fileSha256: file.sha256, pages, madeAt,
        }),
      );
    });
  },
};

/** Upward documents name who signed them for issue. */
const signatories = (signedBy: string, direction: string | undefined, directory: Directory): { signatories?: string[] } =>
  direction === 'up' ? { signatories: [directory.people.get(signedBy)?.name ?? ''].filter(Boolean) } : {};

/** A paper is stored under its title: it reaches the addressee with it, also where the event may not carry the title. */
const fileName = ({ title }: OutgoingLine): string => `${title.replaceAll('/', '／').replaceAll('\\', '＼').slice(0, 190)}.pdf`;

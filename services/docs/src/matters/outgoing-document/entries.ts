import type { EffectContext, Fields } from '@chancery/approval';
import { NumberEntry, ProofreadEntry } from '@chancery/contracts/chancery/docs/v1/outgoing_document';
import { check } from '@chancery/domain';
import type { Db } from '../../database';
import { lineOf, type OutgoingLine } from '../../registers/outgoing-documents';
import { latestPaper, paperOf } from '../../registers/papers';
import { signatureOf } from '../../registers/signatures';
import {
  companyHasMark, markIsTheCompanys, notIssuedTwice, numberedBeforePrinting, numberedOnce, paperIsMade, paperIsTheOneCompared, proofreadBeforeIssue, sameTextAsSigned, signedBeforePrinting,
} from '../../rules/outgoing-documents';

export type Context = EffectContext<Fields, Db>;

/** The company's mark to number with. @throws Refusal DOUT-03. */
export function markOf({ matter, directory, entry }: Context): string {
  const { mark } = NumberEntry.fromJSON(entry);
  const own = directory.companies.get(matter.company)?.agencyMark ?? '';
  check(companyHasMark, { agencyMark: own });
  check(markIsTheCompanys, { mark, own }, { mark });
  return own;
}

/** The signature of the text in force. @throws Refusal DOUT-13, DOUT-02. */
export async function signed({ db, matter }: Context) {
  const signature = await signatureOf(db, { company: matter.company, matter: matter.id, contentHash: matter.contentHash });
  check(signedBeforePrinting, signature);
  return signature!;
}

/** The register line, of the very text that is in force. @throws Refusal DOUT-01, DOUT-02. */
export async function numbered({ db, matter }: Context): Promise<OutgoingLine> {
  const line = await lineOf(db, matter.company, matter.id);
  check(numberedBeforePrinting, line);
  check(sameTextAsSigned, { now: matter.contentHash, signed: line?.contentHash });
  return line!;
}

/** Round of printing that the matter stands in. */
export const printRound = ({ matter }: Pick<Context, 'matter'>): number => matter.walk.rounds['print'] ?? 1;

/** The paper of the present round of printing. @throws Refusal DOUT-18 while it is being made. */
export async function printed(context: Context) {
  const { db, matter } = context;
  const paper = await paperOf(db, matter.company, matter.id, printRound(context));
  check(paperIsMade, paper);
  return paper!;
}

/** What is stated at a step is refused before the walk moves. */
export const checkEntry: Record<string, (context: Context) => Promise<void>> = {
  async number(context) {
    markOf(context);
    check(numberedOnce, await lineOf(context.db, context.matter.company, context.matter.id));
  },
  async print(context) {
    await numbered(context);
  },
  async proofread(context) {
    // Sent back to printing: the new round's paper is still to come.
    if (context.matter.tasks.some((task) => task.step === 'print')) return;
    const paper = await printed(context);
    check(paperIsTheOneCompared, { compared: ProofreadEntry.fromJSON(context.entry).paperSha256, latest: paper.fileSha256 });
  },
  async issue(context) {
    check(notIssuedTwice, await numbered(context));
    check(proofreadBeforeIssue, await latestPaper(context.db, context.matter.company, context.matter.id));
  },
};

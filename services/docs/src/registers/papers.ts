import type { Db } from '../database';

/** 纸面 — typeset papers by round of printing; from its record the same paper can be typeset again (DOUT-18). */
export interface PaperRecord {
  matterId: string;
  round: number;
  contentHash: string;
  textHash: string;
  documentNumber: string;
  datedOn: Date;
  printedOn: Date;
  templateVersion: string;
  typesetter: string;
  fonts: { role: string; family: string; weight: number; version: string; sha256: string }[];
  fileId: string;
  fileName: string;
  fileSize: number;
  fileSha256: string;
  pages: number;
  madeAt: Date;
}

export const paperOf = (db: Db, company: string, matter: string, round: number) => db.paper.findUnique({ where: { companyId_matterId_round: { companyId: company, matterId: matter, round } } });

export const latestPaper = (db: Db, company: string, matter: string) => db.paper.findFirst({ where: { companyId: company, matterId: matter }, orderBy: { round: 'desc' } });

export const recordPaper = (db: Db, company: string, { fonts, ...record }: PaperRecord) =>
  db.paper.create({ data: { companyId: company, ...record, fonts: fonts.map((font) => ({ ...font })) } });

export const noteProofread = (db: Db, paper: { companyId: string; id: string }, by: string, at: Date) =>
  db.paper.update({ where: { companyId_id: { companyId: paper.companyId, id: paper.id } }, data: { proofreadAt: at, proofreadBy: by } });

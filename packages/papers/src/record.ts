import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { Face } from './faces';
import type { Template } from './template';

/** 纸面记录 — what a paper was made of (DOUT-18): from it the same paper can be typeset again and a given one compared. */
export interface PaperRecord {
  /** SHA-256 of the canonical text (APR-26). */
  contentHash: string;
  /** 星办发〔2026〕12号 */
  number: string;
  /** YYYY-MM-DD */
  date: string;
  templateVersion: string;
  /** The fonts that may have been used, first choice first, by role. */
  fonts: { role: string; family: string; weight: number; version: string; sha256: string }[];
  /** Package and version of the typesetter. */
  typesetter: string;
}

/** States the record of a paper (DOUT-18). Pure of time: the same arguments give the same record. */
export function paperRecord(paper: { contentHash: string; number: string; date: string }, template: Template, faces: Face[]): PaperRecord {
  return {
    contentHash: paper.contentHash, number: paper.number, date: paper.date,
    templateVersion: template.version,
    fonts: faces.flatMap(({ role, chain }) => chain.map(({ family, weight, version, sha256 }) => ({ role, family, weight, version, sha256 }))),
    typesetter: typesetter(),
  };
}

function typesetter(): string {
  const name = '@myriaddreamin/typst-ts-node-compiler';
  const entry = require.resolve(name);
  const { version } = JSON.parse(readFileSync(join(dirname(entry), 'package.json'), 'utf8')) as { version: string };
  return `${name}@${version}`;
}

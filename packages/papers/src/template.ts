import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** 版式 — a Typst source and its hash: the template version of a paper's record. */
export interface Template {
  source: string;
  /** SHA-256, hex. */
  version: string;
}

/**
 * Reads a template that lies beside its caller.
 *
 * @example const notice = template(join(__dirname, 'downward-document.typ'));
 */
export function template(file: string): Template {
  const source = readFileSync(file, 'utf8');
  return { source, version: createHash('sha256').update(source).digest('hex') };
}

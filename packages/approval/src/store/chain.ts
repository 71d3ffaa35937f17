import { createHash } from 'node:crypto';
import type { WayLine } from '../matter';
import { randomOf } from './chance';
import { packed } from './packed';

/** Head of a chain without a line. */
export const EMPTY = '00'.repeat(32);

export interface Link {
  /** The line as it is stored. */
  line: Buffer;
  salt: Buffer;
  hash: Buffer;
}

const sha256 = (...parts: Uint8Array[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Hash of a link: over the head before it and the salted hash of the stored bytes, so that lawful erasure leaves what the chain needs. */
export const linkHash = (head: string, salt: Uint8Array, line: Uint8Array): Buffer => sha256(Buffer.from(head, 'hex'), sha256(salt, line));

/** 证据链 — the next link of a matter's chain: the exact bytes that are stored are hashed (architecture §6). */
export function link(head: string, line: WayLine): Link {
  const stored = packed(JSON.stringify(line));
  const salt = randomOf(16);
  return { line: stored, salt, hash: linkHash(head, salt, stored) };
}

/** A stored line of a way, as the table or an export has it. */
export interface StoredLine {
  no: number;
  salt: Uint8Array;
  line: Uint8Array;
  hash: Uint8Array;
}

/**
 * Checks a matter's chain from its first line to the head that the matter (or a published root) has (OP-018).
 *
 * @returns number of the first line that does not fit; one past the last when the tail was cut; undefined when all is well.
 */
export function brokenAt(lines: StoredLine[], head: string): number | undefined {
  let last = EMPTY;
  for (const [at, { no, salt, line, hash }] of lines.entries()) {
    const expected = linkHash(last, salt, line);
    if (no !== at + 1 || !expected.equals(hash)) return at + 1;
    last = expected.toString('hex');
  }
  return last === head ? undefined : lines.length + 1;
}

import { createHash, randomBytes } from 'node:crypto';
import type { WayLine } from '../matter';
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
  const salt = randomBytes(16);
  return { line: stored, salt, hash: linkHash(head, salt, stored) };
}

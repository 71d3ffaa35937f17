import { actorId } from '@chancery/domain';
import { createHash } from 'node:crypto';
import type { Command } from '../matter';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The key of a command as it is stored: scoped by company and person (APR-25). `turn`: how often it was used before, each time forgotten since. */
export function commandKey(company: string, person: string, key: string, turn = 0): string {
  const hex = digest(`${company} ${person} ${turn} ${key}`).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** JSON with sorted names, so that the same content has the same text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, one) =>
    one && typeof one === 'object' && !Array.isArray(one) && !(one instanceof Date) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}

/** What a command asks for, without who and key: the same key with other content is refused (OP-002). */
export function fingerprint(matter: string, command: Omit<Command, 'key' | 'actor'> & Partial<Pick<Command, 'key' | 'actor'>>): Buffer {
  const { key: _key, actor, ...content } = command;
  return digest(canonical({ matter, by: actor && actorId(actor), ...content })).subarray(0, 16);
}

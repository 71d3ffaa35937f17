import { actorId } from '@chancery/domain';
import { createHash } from 'node:crypto';
import type { Command } from '../matter';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The key of a command as it is stored: scoped by person; the company is the table's own column (APR-25). */
export function commandKey(person: string, key: string): string {
  const hex = digest(`${person} ${key}`).toString('hex');
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
  return digest(canonical({ matter, by: actor && actorId(actor), ...content }));
}

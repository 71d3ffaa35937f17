import { createHash } from 'node:crypto';

const NAMES_AT_MOST = 300;
const names = new Map<string, string>();

/** Name to prepare a generated statement under; bounded, beyond that it is sent unprepared (empty name). */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= NAMES_AT_MOST) return '';
  const name = `register-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
  names.set(text, name);
  return name;
}

/** Collects values and hands out their places: `$1`, `$2` … */
export class Values {
  readonly list: unknown[] = [];

  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

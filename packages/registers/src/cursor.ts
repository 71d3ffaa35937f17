import { Refusal } from '@chancery/domain';

/** Where a page ended: the sort in force, its last value (null: the column was empty) and the last line's key. */
export interface Cursor {
  sort: string;
  value: string | null;
  key: string;
}

export const encodeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify([cursor.sort, cursor.value, cursor.key])).toString('base64url');

/** @throws Refusal `invalid` when it is not one of ours or belongs to another sort order. */
export function decodeCursor(text: string, sort: string): Cursor {
  try {
    const [was, value, key] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, unknown, unknown];
    if (was === sort && (value === null || typeof value === 'string') && typeof key === 'string' && /^[0-9a-f-]{36}$/i.test(key)) return { sort, value, key };
  } catch {
    // Falls through: whatever cannot be read is not one of ours.
  }
  throw new Refusal('invalid', 'after', { zh: '翻页位置已失效，请从第一页看起', en: 'This page position is not valid any more; start from the first page' });
}

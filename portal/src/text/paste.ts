import type { Block } from '../api/wire';

const starts: [number, RegExp][] = [
  [1, /^[一二三四五六七八九十百]+、\s*/],
  [2, /^[（(][一二三四五六七八九十百]+[）)]\s*/],
  [4, /^[（(]\d+[）)]\s*/],
  [3, /^\d+[.．、](?!\d)\s*/],
];
const longest = 60;

/** One line of pasted text: a heading where it begins as one and is short, with its mark taken off (the typesetter numbers). */
export function fromLine(line: string): Block {
  const text = line.trim();
  for (const [level, start] of starts) {
    const rest = text.replace(start, '');
    if (rest !== text && rest.length > 0 && rest.length <= longest && !/[。；：;:]$/.test(rest)) return { type: 'heading', level, text: rest, rows: [] };
  }
  return { type: 'paragraph', level: 0, text, rows: [] };
}

/** Pasted plain text as blocks: one for each line that is not empty. */
export const fromText = (text: string): Block[] => text.split(/\r\n|[\n\r\u2028\u2029]/).filter((line) => line.trim() !== '').map(fromLine);

import type { Block } from '../api/wire';
import { fromText } from './paste';

/** Where the cursor is to be: block and offset in its text. */
export interface Spot {
  block: number;
  offset: number;
}
export interface Changed {
  blocks: Block[];
  spot: Spot;
}

export const paragraph = (text = ''): Block => ({ type: 'paragraph', level: 0, text, rows: [] });
export const table = (): Block => ({ type: 'table', level: 0, text: '', rows: [{ cells: ['', '', ''] }, { cells: ['', '', ''] }] });
const put = (blocks: Block[], at: number, remove: number, ...more: Block[]): Block[] => [...blocks.slice(0, at), ...more, ...blocks.slice(at + remove)];

export const withText = (blocks: Block[], at: number, text: string): Block[] => blocks.map((one, index) => (index === at ? { ...one, text } : one));

/** Enter: what stands after the cursor becomes a block of its own; after a heading comes a paragraph. */
export function split(blocks: Block[], { block, offset }: Spot): Changed {
  const one = blocks[block] ?? paragraph();
  const rest: Block = offset === 0 && one.type === 'heading' ? { ...one } : paragraph(one.text.slice(offset));
  return { blocks: put(blocks, block, 1, offset === 0 && one.type === 'heading' ? paragraph() : { ...one, text: one.text.slice(0, offset) }, rest), spot: { block: block + 1, offset: 0 } };
}

/** Backspace at the start: a heading becomes a paragraph, a paragraph joins the one before. */
export function join(blocks: Block[], at: number): Changed | undefined {
  const one = blocks[at];
  if (!one) return undefined;
  if (one.type === 'heading') return { blocks: put(blocks, at, 1, paragraph(one.text)), spot: { block: at, offset: 0 } };
  const before = blocks[at - 1];
  if (!before || before.type === 'table') return undefined;
  return { blocks: put(blocks, at - 1, 2, { ...before, text: before.text + one.text }), spot: { block: at - 1, offset: before.text.length } };
}

/** Level 0 is a paragraph, 1 to 4 are headings. */
export const atLevel = (blocks: Block[], at: number, level: number): Block[] =>
  blocks.map((one, index) => (index === at && one.type !== 'table' ? { ...one, type: level ? 'heading' : 'paragraph', level } : one));

/** Tab goes one level deeper, Shift+Tab one back. */
export function deeper(blocks: Block[], at: number, by: 1 | -1): Block[] {
  const level = blocks[at]?.level ?? 0;
  return atLevel(blocks, at, Math.min(4, Math.max(0, level + by)));
}

/** Pasted text of several lines goes in at the cursor, split into blocks. */
export function paste(blocks: Block[], { block, offset }: Spot, end: number, text: string): Changed {
  const one = blocks[block] ?? paragraph();
  const pasted = fromText(text);
  const [head, tail] = [one.text.slice(0, offset), one.text.slice(end)];
  const first = pasted[0] ?? paragraph();
  const last = pasted.length - 1;
  const made = pasted.map((each, index) => {
    const start = index === 0 && head ? { ...one, text: head + first.text } : each;
    return index === last ? { ...start, text: start.text + tail } : start;
  });
  return { blocks: put(blocks, block, 1, ...made), spot: { block: block + last, offset: (made[last]?.text.length ?? 0) - tail.length } };
}

export const insertAfter = (blocks: Block[], at: number, block: Block): Changed => ({ blocks: put(blocks, at + 1, 0, block), spot: { block: at + 1, offset: 0 } });
export const removeAt = (blocks: Block[], at: number): Block[] => (blocks.length > 1 ? put(blocks, at, 1) : [paragraph()]);

/** Something is written. */
export const written = (blocks: Block[]): boolean => blocks.some((one) => one.text.trim() !== '' || one.rows.some((row) => (row.cells ?? []).some((cell) => cell.trim() !== '')));

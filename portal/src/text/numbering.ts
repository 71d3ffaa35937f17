import type { Block } from '../api/wire';

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 99 in Chinese figures, as headings count: 一, 十, 十二, 二十一. */
export function chinese(n: number): string {
  if (n < 10) return digits[n] ?? '';
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? digits[tens] : ''}十${n % 10 ? digits[n % 10] : ''}`;
}

/** The mark of a heading by level, as the typesetter writes it: 一、（一）1.（1）. */
export function mark(level: number, n: number): string {
  return [`${chinese(n)}、`, `（${chinese(n)}）`, `${n}.`, `（${n}）`][level - 1] ?? '';
}

/** The marks of all blocks, empty for what is no heading. A heading starts the levels below it anew. */
export function marks(blocks: Pick<Block, 'type' | 'level'>[]): string[] {
  const count = [0, 0, 0, 0];
  return blocks.map(({ type, level }) => {
    if (type !== 'heading' || level < 1 || level > 4) return '';
    count[level - 1] = (count[level - 1] ?? 0) + 1;
    count.fill(0, level);
    return mark(level, count[level - 1] ?? 1);
  });
}

/** Width of a title line in characters: 2号 (22 pt) on 156 mm is 20; a margin is left on both sides. */
const widest = 18;
const neverFirst = /^[的之等地得了、，。：；》）！？〉」”]/;
const neverLast = /[《（〈「“的和与及或、]$/;
const badLast = /(关于|对|为|将|把|在|以|同意|印发|转发|批转|和|与|及)$/;

/**
 * 标题回行 — breaks a title by sense into balanced lines shaped as a trapezoid or a rhombus (standards §2). A typed line break is kept.
 *
 * @example titleLines('关于进一步加强集团各单位安全生产工作的通知') // ['关于进一步加强集团', '各单位安全生产工作的通知']
 */
export function titleLines(title: string): string[] {
  if (title.includes('\n')) return title.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const total = width(title);
  if (total <= widest) return [title];
  const count = Math.ceil(total / widest);
  const words = wordsOf(title);
  let best: { lines: string[]; cost: number } | undefined;
  for (const lines of [...waysToBreak(words, count), ...waysToBreak(words, count + 1)]) {
    const cost = costOf(lines) + (lines.length - count) * 40;
    if (!best || cost < best.cost) best = { lines, cost };
  }
  return best?.lines ?? hardBreak(title, count);
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words that may not be torn; quoted titles of regulations stay whole when they fit on a line. */
function wordsOf(title: string): string[] {
  const parts = title.split(/(《[^》]{1,14}》)/).filter((part) => part !== '');
  const words: string[] = [];
  for (const word of parts.flatMap((part) => (part.startsWith('《') && width(part) <= widest ? [part] : [...segmenter.segment(part)].map(({ segment }) => segment)))) {
    const before = words.at(-1);
    if (before !== undefined && (neverFirst.test(word) || neverLast.test(before))) words[words.length - 1] = before + word;
    else words.push(word);
  }
  return words;
}

/** Ways to set the words on `count` lines. Only the most even beginnings are followed, so that a long title costs no more than a short one. */
function waysToBreak(words: string[], count: number): string[][] {
  const mean = width(words.join('')) / count;
  let begun: { lines: string[]; next: number; cost: number }[] = [{ lines: [], next: 0, cost: 0 }];
  for (let nth = 1; nth <= count; nth += 1) {
    const longer: typeof begun = [];
    for (const { lines, next, cost } of begun) {
      let line = '';
      for (let at = next; at < words.length; at += 1) {
        line += words[at];
        if (width(line) > widest + 2) break;
        const ends = at === words.length - 1;
        if (ends !== (nth === count)) continue;
        longer.push({ lines: [...lines, line], next: at + 1, cost: cost + (width(line) - mean) ** 2 + (badLast.test(line) ? 40 : 0) });
      }
    }
    begun = longer.sort((a, b) => a.cost - b.cost).slice(0, 100);
  }
  return begun.map(({ lines }) => lines);
}

/** Unequal lines, an hourglass, a very short line and a line that ends before its object are each paid for. */
function costOf(lines: string[]): number {
  const widths = lines.map(width);
  const mean = widths.reduce((sum, each) => sum + each, 0) / lines.length;
  const uneven = widths.reduce((sum, each) => sum + (each - mean) ** 2, 0) / lines.length;
  const hourglass = widths.some((each, index) => index > 0 && index < widths.length - 1 && each < Math.min(widths[index - 1]!, widths[index + 1]!) - 0.5) ? 50 : 0;
  const same = widths.every((each) => each === widths[0]) ? 3 : 0;
  const short = widths.some((each) => each < mean / 2) ? 30 : 0;
  const senseless = lines.slice(0, -1).filter((line) => badLast.test(line)).length * 40;
  return uneven + hourglass + same + short + senseless;
}

function hardBreak(title: string, count: number): string[] {
  const characters = [...title];
  const size = Math.ceil(characters.length / count);
  return Array.from({ length: count }, (_, line) => characters.slice(line * size, (line + 1) * size).join('')).filter((line) => line !== '');
}

function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.codePointAt(0)! < 0x2000 ? 0.55 : 1), 0);
}

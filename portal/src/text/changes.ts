import type { Block } from '../api/wire';
import { marks } from './numbering';

/** A stretch of two texts: in both, only in the old, only in the new. */
export interface Stretch {
  kind: 'same' | 'del' | 'ins';
  text: string;
}

/** Longest common subsequence, as pairs of indices. Quadratic: callers keep the lists short. */
function common<T>(old: T[], fresh: T[], equal: (one: T, other: T) => boolean): [number, number][] {
  const width = fresh.length + 1;
  const table = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = equal(old[i] as T, fresh[j] as T) ? (table[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < fresh.length; ) {
    if (equal(old[i] as T, fresh[j] as T)) pairs.push([i++, j++]);
    else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Words of Latin script and figures stay whole; Chinese is compared by character. */
const pieces = (text: string): string[] => text.match(/[A-Za-z0-9.%]+|[\s\S]/gu) ?? [];
const limit = 4_000_000;

/** What changed inside one paragraph. */
export function stretches(old: string, fresh: string): Stretch[] {
  const [before, after] = [pieces(old), pieces(fresh)];
  if (before.length * after.length > limit) return [{ kind: 'del', text: old }, { kind: 'ins', text: fresh }];
  const out: Stretch[] = [];
  const add = (kind: Stretch['kind'], text: string): void => {
    const last = out.at(-1);
    if (text === '') return;
    if (last?.kind === kind) last.text += text;
    else out.push({ kind, text });
  };
  let [i, j] = [0, 0];
  for (const [p, q] of [...common(before, after, Object.is), [before.length, after.length] as [number, number]]) {
    add('del', before.slice(i, p).join(''));
    add('ins', after.slice(j, q).join(''));
    add('same', before[p] ?? '');
    [i, j] = [p + 1, q + 1];
  }
  return out;
}

/** A paragraph of the comparison; `changed` counts once for each. */
export interface Compared {
  changed: boolean;
  level: number;
  stretches: Stretch[];
}

const line = (block: Block, mark: string): string => (block.type === 'table' ? block.rows.map((row) => (row.cells ?? []).join('｜')).join('\n') : mark + block.text);
const lines = (blocks: Block[]): { text: string; level: number }[] => {
  const numbers = marks(blocks);
  return blocks.map((block, index) => ({ text: line(block, numbers[index] ?? ''), level: block.level }));
};

/** Compares two texts paragraph by paragraph; a paragraph that was reworded is shown as one, with its stretches. */
export function compare(old: Block[], fresh: Block[]): Compared[] {
  const [before, after] = [lines(old), lines(fresh)];
  const out: Compared[] = [];
  let [i, j] = [0, 0];
  for (const [p, q] of [...common(before, after, (one, other) => one.text === other.text), [before.length, after.length] as [number, number]]) {
    const pairs = Math.min(p - i, q - j);
    for (let k = 0; k < pairs; k += 1) out.push({ changed: true, level: after[j + k]?.level ?? 0, stretches: stretches(before[i + k]?.text ?? '', after[j + k]?.text ?? '') });
    for (let k = i + pairs; k < p; k += 1) out.push({ changed: true, level: before[k]?.level ?? 0, stretches: [{ kind: 'del', text: before[k]?.text ?? '' }] });
    for (let k = j + pairs; k < q; k += 1) out.push({ changed: true, level: after[k]?.level ?? 0, stretches: [{ kind: 'ins', text: after[k]?.text ?? '' }] });
    const same = after[q];
    if (same) out.push({ changed: false, level: same.level, stretches: [{ kind: 'same', text: same.text }] });
    [i, j] = [p + 1, q + 1];
  }
  return out;
}

export const countChanges = (compared: Compared[]): number => compared.filter((one) => one.changed).length;

import type { Words } from '@chancery/domain';
import { decideWords } from './decide';
import { formWords } from './forms';
import { inboxWords } from './inbox';
import { matterWords } from './matter';
import { noticeWords } from './notices';
import { shellWords } from './shell';

export type Language = 'zh' | 'en';

const words = { ...shellWords, ...inboxWords, ...matterWords, ...decideWords, ...formWords, ...noticeWords };
export type Key = keyof typeof words;
const known: Record<string, Words> = words;

const place = 'chancery.language';
const stored = (): Language => (typeof localStorage !== 'undefined' && localStorage.getItem(place) === 'en' ? 'en' : 'zh');
let current: Language = stored();

export const language = (): Language => current;

export function speak(next: Language): void {
  current = next;
  localStorage.setItem(place, next);
}

/** Puts values into a sentence: `{name}` is the value, `{n?one|other}` chooses by number; `#` is not used. */
export function pattern(sentence: string, values: Record<string, string | number>): string {
  const chosen = sentence.replace(/\{(\w+)\?([^|]*)\|((?:[^{}]|\{\w+\})*)\}/g, (_whole, name: string, one: string, other: string) => (Number(values[name]) === 1 ? one : other));
  return chosen.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** A sentence of the screen in the reader's language. */
export const t = (key: Key, values: Record<string, string | number> = {}): string => pattern(words[key][current], values);

/** The same for a key made from data (`state.running`); the fallback stands for values that the screen does not know. */
export const say = (key: string, fallback: string, values: Record<string, string | number> = {}): string => {
  const found = known[key];
  return found ? pattern(found[current], values) : fallback;
};

/** A label of the contract: both languages travel with it. */
export const label = (both: Partial<Words> | undefined, fallback = ''): string => both?.[current] || both?.zh || both?.en || fallback;

/** What parts names that stand one after another. */
export const comma = (): string => (current === 'en' ? ', ' : '、');
/** Chinese sentences stand side by side, English ones apart. */
export const gap = (): string => (current === 'en' ? ' ' : '');
/** What stands between who speaks and what is said. */
export const colon = (): string => (current === 'en' ? ': ' : '：');

/** A person, company or file in the reader's language; without a name in it, the other one. */
export const named = (one: { zh?: string; en?: string } | undefined, fallback = ''): string => label(one, fallback);
export const personName = (who: { name?: string; nameEn?: string } | undefined): string => (current === 'en' && who?.nameEn ? who.nameEn : (who?.name ?? ''));

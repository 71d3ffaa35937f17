import { t } from '../words';

const place = 'chancery.phrases';
const most = 4;
const longest = 30;
type Counted = Record<string, number>;
const read = (): Counted => JSON.parse(localStorage.getItem(place) ?? '{}') as Counted;

/** A short opinion that was sent becomes a phrase of its writer's own. */
export function learn(opinion: string): void {
  const text = opinion.trim();
  if (!text || text.length > longest) return;
  const counted = read();
  const kept = Object.entries({ ...counted, [text]: (counted[text] ?? 0) + 1 }).sort((one, other) => other[1] - one[1]).slice(0, 20);
  localStorage.setItem(place, JSON.stringify(Object.fromEntries(kept)));
}

/** Own ones that were used more than once first, then the house's; at most four. */
export function phrases(kind: string): string[] {
  const own = Object.entries(read()).filter(([, times]) => times > 1).sort((one, other) => other[1] - one[1]).map(([text]) => text);
  const house = kind === 'decide' ? [t('phrase.agree1'), t('phrase.agree2'), t('phrase.agree3')] : [t('phrase.do1')];
  return [...new Set([...own.slice(0, most - 1), ...house])].slice(0, most);
}

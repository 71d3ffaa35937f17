import { say, t } from '../words';

const tones: Record<string, string> = {
  draft: '', running: 'run', revising: 'ret', approved: 'ok', completed: 'line', correcting: 'soon', refused: 'line', withdrawn: 'line', void: 'line',
};

/** 状态 — always a word; the colour repeats it. */
export function StateTag({ state }: { state: string }) {
  return <span className={`tag ${tones[state] ?? ''}`}>{say(`state.${state}`, state)}</span>;
}

export function Urgency({ of }: { of?: string | undefined }) {
  if (of !== 'urgent' && of !== 'extra-urgent') return null;
  return <span className={of === 'urgent' ? 'urg b2' : 'urg'}>{t(`urgency.${of}`)}</span>;
}

export function Secrecy({ of, years }: { of?: string | undefined; years?: number | undefined }) {
  if (!of || of === 'internal') return null;
  const word = say(`secrecy.${of}`, of);
  return <span className="sec-m">{years ? t('secrecy.years', { mark: word, n: years }) : word}</span>;
}

export const Key = ({ of }: { of: string }) => <span className="kbd" aria-hidden="true">{of}</span>;

/** Initial of a person on a round ground. */
export function Initial({ name, small = false }: { name: string; small?: boolean }) {
  const latin = /^[A-Za-z]/.test(name);
  const letters = latin ? name.split(/\s+/).map((part) => part[0] ?? '').join('').slice(0, 2) : name.slice(0, 1);
  return <span className={small ? 'av s' : 'av'} aria-hidden="true">{letters}</span>;
}

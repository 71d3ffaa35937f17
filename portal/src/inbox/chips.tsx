import type { CountsView } from '../api/wire';
import { t } from '../words';
import type { View } from './use-inbox';

const views: View[] = ['all', 'decide', 'do'];

/** What to look at, with how many there are. */
export function Chips({ view, counts, choose }: { view: View; counts: CountsView | undefined; choose(view: View): void }) {
  return (
    <div className="chips" role="group" aria-label={t('nav.inbox')}>
      {views.map((one) => (
        <button key={one} type="button" className={one === view ? 'chip on' : 'chip'} aria-pressed={one === view} onClick={() => choose(one)}>
          {t(`inbox.${one}`, { n: counts?.[one] ?? 0 })}
        </button>
      ))}
    </div>
  );
}

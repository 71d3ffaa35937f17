import { Button } from 'antd';
import type { Form } from '../../../api/wire';
import { Icon } from '../../../parts/icon';
import { t } from '../../../words';
import type { Hint } from './checks';

/** Rules under the text: 须改 stops submission, 建议 does not; a button mends what one step can mend. */
export function Hints({ hints, mend }: { hints: Hint[]; mend(form: Form): void }) {
  const must = hints.filter((one) => one.must).length;
  const advice = hints.length - must;
  return (
    <section className="checks" aria-label={t('editor.checks')}>
      <div className="row">
        <b>{t('editor.checks')}</b>{must > 0 && <span className="tag over">{t('editor.must', { n: must })}</span>}{advice > 0 && <span className="tag soon">{t('editor.advice', { n: advice })}</span>}
        {must === 0 && <span className="s12 ok">{t('editor.passed')}</span>}
      </div>
      {hints.map((one) => (
        <div key={one.text} className="hl">
          <span className={one.must ? 'over' : 'soon'}><Icon of={one.must ? 'warn' : 'info'} /></span><div>{one.text}</div>
          {one.mend && <Button size="small" onClick={() => mend(one.mend!.form)}>{one.mend.verb}</Button>}
        </div>
      ))}
    </section>
  );
}

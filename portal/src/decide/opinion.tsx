import { Dropdown, Input, Button } from 'antd';
import type { RefObject } from 'react';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { clock } from '../formats/dates';
import { t } from '../words';
import { useCompact } from '../parts/use-compact';
import type { Decision } from './use-decision';


/** 意见 — first, with the phrases above it; on the phone they are behind a button. */
export function Opinion({ decision, list, field, hint }: { decision: Decision; list: string[]; field: RefObject<TextAreaRef | null>; hint: string }) {
  const compact = useCompact();
  const { draft, write, wanting } = decision;
  const area = (
    <Input.TextArea ref={field} autoSize={{ minRows: 1, maxRows: compact ? 3 : 5 }} value={draft.text} maxLength={4000} placeholder={hint} aria-label={t('decide.opinion')}
      {...(wanting ? { status: 'error' as const } : {})} aria-describedby={wanting ? 'opinion-error' : undefined} onChange={(event) => write(event.target.value)} />
  );
  const error = wanting && <div className="err" id="opinion-error" role="alert">{wanting}</div>;
  if (compact) {
    const items = list.map((one) => ({ key: one, label: one, onClick: () => write(one) }));
    return <div className="opinion"><div className="row">{area}<Dropdown menu={{ items }} trigger={['click']} placement="topRight"><Button>{t('decide.phrases')}</Button></Dropdown></div>{error}</div>;
  }
  return (
    <div className="opinion">
      <div className="ph">
        <span className="s12 t3">{t('decide.phrases')}</span>
        {list.map((one) => <button key={one} type="button" className="chip" onClick={() => write(one)}>{one}</button>)}
        <span className="sp" />{draft.at && <span className="s12 t3 num" role="status">{t('decide.saved', { time: clock(draft.at) })}</span>}
      </div>
      {area}{error}
    </div>
  );
}

import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { Problem } from '../api/problem';
import { t } from '../words';
import { Icon, type Drawing } from './icon';

const widths = [72, 48, 84, 40, 64, 56];

/** 加载 — nothing for 200 ms, then bars of the final shape; after 5 s it says what is being waited for. */
export function Loading({ what, lines = 6 }: { what: string; lines?: number }) {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const timers = [setTimeout(() => setStage(1), 200), setTimeout(() => setStage(2), 5_000)];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (stage === 0) return <div className="loading" aria-busy="true" />;
  return (
    <div className="loading" role="status" aria-busy="true" aria-label={t('fail.waiting', { what })}>
      {Array.from({ length: lines }, (_, index) => <i key={index} style={{ width: `${widths[index % widths.length]}%` }} />)}
      {stage === 2 && <p className="s12 t3">{t('fail.waiting', { what })}</p>}
    </div>
  );
}

export function Notice({ icon, title, children, action }: { icon: Drawing; title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="state">
      <span className="t3"><Icon of={icon} size={18} /></span>
      <div className="sp"><b>{title}</b>{children ? <div className="s13 t2">{children}</div> : null}</div>
      {action}
    </div>
  );
}

/** Only the part that failed says so, with a retry; what may not be known to exist is 未找到. */
export function Failure({ error, what, retry }: { error: unknown; what: string; retry?: () => void }) {
  const problem = error instanceof Problem ? error : undefined;
  const again = retry ? <Button size="small" onClick={retry}>{t('act.retry')}</Button> : null;
  if (problem?.status === 404) return <Notice icon="search" title={t('fail.missing')}>{t('fail.missingHint')}</Notice>;
  if (problem?.status === 403) return <Notice icon="lock" title={problem.detail || t('fail.forbidden')}>{null}</Notice>;
  if (problem?.status === 0) return <Notice icon="send" title={t('fail.offline')} action={again}>{t('fail.offlineHint')}</Notice>;
  return (
    <Notice icon="warn" title={t('fail.title', { what })} action={again}>
      {t('fail.hint')}<Details problem={problem} />
    </Notice>
  );
}

/** Code and trace, small, for the help desk. */
export function Details({ problem }: { problem: Problem | undefined }) {
  if (!problem?.trace && !problem?.code) return null;
  return (
    <details className="s12 t3 inline">
      <summary>{t('fail.details')}</summary>
      {problem.code ? t('fail.code', { code: problem.code }) : ''} {problem.trace ? t('fail.trace', { trace: problem.trace }) : ''}
    </details>
  );
}

/** What the refusal says, where it arose. */
export function Refused({ problem }: { problem: Problem }) {
  const away = problem.status === 0;
  const text = away ? t('fail.offline') : problem.detail || t('fail.server');
  return (
    <div className="refused" role="alert">
      <Icon of="warn" /><div><b>{text}</b>{away && <div>{t('fail.offlineHint')}</div>}{problem.fields.map((one) => <div key={one.field}>{one.text}</div>)}{!away && <Details problem={problem} />}</div>
    </div>
  );
}

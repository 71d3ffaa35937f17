import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { kindsQuery } from '../inbox/titles';
import { Icon } from '../parts/icon';
import { Failure, Loading, Notice } from '../parts/states';
import { companyFullName, useSession } from '../session';
import { Bar } from '../shell/bar';
import { label, t } from '../words';

/** 发起事项 — the kinds that the caller may open in the acting company, with what each is for. */
export function Start() {
  const { acting } = useSession();
  const { data, error, refetch } = useQuery(kindsQuery('docs', acting.id));
  const kinds = (data?.kinds ?? []).filter((one) => one.mayOpen && !one.byEvent);
  const company = companyFullName(acting);
  return (
    <>
      <Bar title={t('start.title')} hint={<span className="s13 t3">{company}</span>} />
      <div className="page narrow">
        {error && !data ? <Failure error={error} what={t('start.title')} retry={() => void refetch()} /> : null}
        {!data && !error ? <Loading what={t('start.title')} lines={4} /> : null}
        {data && kinds.length === 0 && <Notice icon="lock" title={t('start.none', { company })}>{t('start.noneHint')}</Notice>}
        {kinds.length > 0 && <p className="t2">{t('start.hint', { company })}</p>}
        <div className="links">
          {kinds.map((one) => (
            <Link key={one.kind} to={`/${acting.code}/docs/new/${one.kind}`} data-kind={one.kind}>
              <Icon of={one.kind === 'incoming-document' ? 'arrive' : 'document'} />
              <span className="sp"><b className="m">{label(one.title, one.kind)}</b><small className="t3">{label((one.handbook as { scope?: { zh?: string; en?: string } } | undefined)?.scope)}</small></span><Icon of="right" />
            </Link>
          ))}
        </div>
      </div>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { kindsQuery } from '../inbox/titles';
import { Icon } from '../parts/icon';
import { Failure, Loading, Notice } from '../parts/states';
import { companyFullName, useSession } from '../session';
import { Bar } from '../shell/bar';
import { label, t } from '../words';

/** 发起事项 — the kinds that I may open in the acting company. */
export function Start() {
  const { acting } = useSession();
  const { data, error, refetch } = useQuery(kindsQuery('docs', acting.id));
  const kinds = (data?.kinds ?? []).filter((kind) => kind.mayOpen && !kind.byEvent);
  return (
    <>
      <Bar title={t('nav.start')} hint={<span className="t3 s13">{companyFullName(acting)}</span>} />
      <section className="page" aria-label={t('nav.start')}>
        {error && !data ? <Failure error={error} what={t('nav.start')} retry={() => void refetch()} /> : !data ? <Loading what={t('nav.start')} /> : kinds.length === 0 ? <Notice icon="document" title={t('empty.nothing')} /> : (
          <ul className="rows">{kinds.map((kind) => <li key={kind.kind}><Link to={`/${acting.code}/docs/new/${kind.kind}`}><Icon of="document" /><b>{label(kind.title, kind.kind)}</b></Link></li>)}</ul>
        )}
      </section>
    </>
  );
}

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { getNotices, readNotices } from '../api/workbench';
import type { NoticeView } from '../api/wire';
import { useTitles } from '../inbox/titles';
import { Failure, Loading, Notice } from '../parts/states';
import { companyAt, companyName, useSession } from '../session';
import { Bar } from '../shell/bar';
import { label, say, t } from '../words';
import { near } from '../formats/dates';

/** The sentence of a stored notice: a code with arguments, in the reader's language. */
function sentence(one: NoticeView, titles: ReturnType<typeof useTitles>): string {
  const given = one.arguments ?? {};
  const step = label(titles.step({ service: one.service ?? '', kind: one.kind ?? '', step: given.step ?? '', taskKind: given.kind ?? '' }));
  return say(`notice.${one.code}`, t('notice.other'), { ...given, step, reason: say(`reason.${given.reason}`, '') });
}

/** 通知 — newest first; opening the list reads them. */
export function Notices() {
  const client = useQueryClient();
  const { companies } = useSession();
  const titles = useTitles(['docs']);
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({ queryKey: ['notices', 'list'], queryFn: ({ pageParam }) => getNotices(pageParam), initialPageParam: '', getNextPageParam: (page) => page.next || undefined });
  const rows = (data?.pages ?? []).flatMap((page) => page.notices ?? []);
  const readAll = (): void => void readNotices(rows.filter((one) => !one.read).map((one) => one.id).slice(0, 200), crypto.randomUUID()).then(() => client.invalidateQueries({ queryKey: ['notices'] }));
  return (
    <>
      <Bar title={t('nav.notices')} bell={false} end={rows.some((one) => !one.read) ? <Button size="small" onClick={readAll}>{t('notice.readAll')}</Button> : null} />
      <section className="page" aria-label={t('nav.notices')}>
        {error && !data ? <Failure error={error} what={t('nav.notices')} retry={() => void refetch()} /> : !data ? <Loading what={t('nav.notices')} /> : rows.length === 0 ? <Notice icon="bell" title={t('empty.nothing')} /> : (
          <ul className="rows">
            {rows.map((one) => {
              const company = companyAt(companies, one.companyId);
              return (
                <li key={one.id} className={one.read ? '' : 'new'}>
                  <Link to={`/${company?.code ?? one.companyId}/${one.service}/matters/${one.matterId}`}><b>{one.title || titles.kind(one)}</b><span className="t2">{sentence(one, titles)}</span></Link>
                  <span className="t3 s12 num">{companyName(company)} {one.at ? near(new Date(one.at), new Date()) : ''}</span>
                </li>
              );
            })}
          </ul>
        )}
        {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('act.more')}</Button>}
      </section>
    </>
  );
}

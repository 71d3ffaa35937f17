import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { listMatters } from '../api/matters';
import type { MatterView } from '../api/wire';
import { near } from '../formats/dates';
import { useTitles } from '../inbox/titles';
import { Failure, Loading, Notice } from '../parts/states';
import { useSession } from '../session';
import { Bar } from '../shell/bar';
import { label, personName, say, t } from '../words';

type List = 'done' | 'started' | 'drafts';

const holders = (matter: MatterView): string => [...new Set((matter.tasks ?? []).map((task) => personName(task.holder)).filter(Boolean))].join('、');

/** 已办、我发起的、草稿 — matters of the acting company, newest first. */
export function Matters({ list }: { list: List }) {
  const { acting } = useSession();
  const titles = useTitles(['docs']);
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['matters', list, acting.id], queryFn: ({ pageParam }) => listMatters('docs', acting.id, list, pageParam), initialPageParam: '', getNextPageParam: (page) => page.next || undefined,
  });
  const rows = (data?.pages ?? []).flatMap((page) => (page.matters ?? []) as MatterView[]);
  const title = t(`nav.${list}`);
  const to = (matter: MatterView): string => `/${acting.code}/${matter.service}/matters/${matter.id}${list === 'drafts' ? '/edit' : '?from=list'}`;
  return (
    <>
      <Bar title={title} />
      <section className="page" aria-label={title}>
        {error && !data ? <Failure error={error} what={title} retry={() => void refetch()} /> : !data ? <Loading what={title} /> : rows.length === 0 ? <Notice icon="document" title={t('empty.nothing')} /> : (
          <ul className="rows">
            {rows.map((matter) => (
              <li key={matter.id} data-matter={matter.id}>
                <Link to={to(matter)}><b>{matter.title || label(titles.of(matter.service, matter.kind)?.title, matter.kind)}</b><span className="t2">{titles.kind(matter)} {matter.serial}</span></Link>
                <span className="t2 s13">{say(`state.${matter.state}`, matter.state)}{holders(matter) && ` · ${holders(matter)}`}</span>
                <span className="t3 s12 num">{matter.updatedAt ? near(new Date(matter.updatedAt), new Date()) : ''}</span>
              </li>
            ))}
          </ul>
        )}
        {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('act.more')}</Button>}
      </section>
    </>
  );
}

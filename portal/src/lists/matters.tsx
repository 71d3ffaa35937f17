import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { listMatters } from '../api/matters';
import type { MatterView, TaskView } from '../api/wire';
import { near } from '../formats/dates';
import { useTitles } from '../inbox/titles';
import { Secrecy, StateTag, Urgency } from '../parts/marks';
import { Failure, Loading, Notice } from '../parts/states';
import { companyAt, companyName, useSession } from '../session';
import { Bar } from '../shell/bar';
import { people } from '../way/people';
import { comma, personName, t } from '../words';
import { EndMark } from './end-mark';

type List = 'started' | 'done' | 'drafts';
const titles = { started: 'nav.started', done: 'nav.done', drafts: 'nav.drafts' } as const;
const empties = { started: 'list.emptyStarted', done: 'list.emptyDone', drafts: 'list.emptyDrafts' } as const;

function With({ matter, me }: { matter: MatterView; me: string }) {
  const open = ((matter.tasks ?? []) as TaskView[]).filter((task) => task.state === 'open');
  const awaited = open.filter((task) => task.kind === 'await').map((task) => task.awaiting ?? '').filter(Boolean);
  const holders = people(open.filter((task) => task.kind !== 'await').map((task) => task.holder).filter((one) => one !== undefined).slice(0, 3), me);
  return <>{holders || (awaited.length > 0 ? t('list.awaits', { who: awaited.slice(0, 3).join(comma()) }) : '')}</>;
}

/** 我发起的、已办、草稿 — matters of one company, newest first, page by page. */
export function Matters({ list }: { list: List }) {
  const { acting, companies, me } = useSession();
  const navigate = useNavigate();
  const services = useMemo(() => ['docs'], []);
  const kinds = useTitles(services);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['matters', list, acting.id], queryFn: ({ pageParam }) => listMatters('docs', acting.id, list, pageParam || undefined),
    initialPageParam: '', getNextPageParam: (last) => last.next || undefined,
  });
  const rows = useMemo(() => (data?.pages ?? []).flatMap((page) => (page.matters ?? []) as MatterView[]), [data]);
  const now = new Date();
  const address = (one: MatterView): string => `/${companyAt(companies, one.companyId)?.code ?? one.companyId}/${one.service}/matters/${one.id}${one.state === 'draft' ? '/edit' : ''}?from=list`;
  return (
    <>
      <Bar title={t(titles[list])} hint={<span className="s13 t3">{companyName(acting)}</span>} />
      <div className="scroll flush">
        {error && !data ? <Failure error={error} what={t(titles[list])} retry={() => void refetch()} /> : null}
        {!data && !error ? <Loading what={t(titles[list])} lines={10} /> : null}
        {data && rows.length === 0 && <Notice icon="draft" title={t(empties[list])} action={<Button size="small" onClick={() => void navigate('/start')}>{t('nav.start')}</Button>}>{t('list.emptyHint')}</Notice>}
        {rows.length > 0 && (
          <table className="tb rows-link">
            <thead><tr><th scope="col" className="dk">{t('list.serial')}</th><th scope="col">{t('list.titleColumn')}</th><th scope="col" className="dk">{t('list.kind')}</th><th scope="col">{t('list.state')}</th><th scope="col" className="dk">{t('list.with')}</th><th scope="col" className="dk">{t('list.applicant')}</th><th scope="col" className="dk">{t('list.updated')}</th></tr></thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.id} data-matter={one.id} onClick={() => void navigate(address(one))}>
                  <td className="dk num t2">{kinds.number(one) || '—'}</td>
                  <td className="grow"><Urgency of={one.urgency} /><Secrecy of={one.secrecy} /> <Link className="cell-link" lang="zh-CN" to={address(one)} onClick={(event) => event.stopPropagation()}>{one.title || t('list.untitled')}</Link></td>
                  <td className="dk">{kinds.kind(one)}</td><td><StateTag state={one.state} /></td>
                  <td className="dk"><With matter={one} me={me.id} /></td><td className="dk">{personName(one.applicant)}</td>
                  <td className="dk num t2">{one.updatedAt ? near(new Date(one.updatedAt), now) : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {rows.length > 0 && <EndMark more={hasNextPage && !isFetchingNextPage} load={() => void fetchNextPage()}>{hasNextPage ? '' : t('list.end', { n: rows.length })}</EndMark>}
      </div>
    </>
  );
}

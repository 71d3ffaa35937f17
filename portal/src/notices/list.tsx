import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { getNotices, readNotices } from '../api/workbench';
import type { NoticeView } from '../api/wire';
import { useCommand } from '../command';
import { near } from '../formats/dates';
import { useTitles } from '../inbox/titles';
import { EndMark } from '../lists/end-mark';
import { Failure, Loading, Notice } from '../parts/states';
import { companyAt, companyName, useSession } from '../session';
import { t } from '../words';
import { sentence } from './sentence';

export const noticesKey = ['notices', 'list'];

export function useNotices() {
  const client = useQueryClient();
  const { send } = useCommand();
  const query = useInfiniteQuery({ queryKey: noticesKey, queryFn: ({ pageParam }) => getNotices(pageParam || undefined), initialPageParam: '', getNextPageParam: (last) => last.next || undefined });
  const all = useMemo(() => (query.data?.pages ?? []).flatMap((page) => (page.notices ?? []) as NoticeView[]), [query.data]);
  const read = (ids: string[]): void => {
    if (ids.length > 0) void send(ids, (key) => readNotices(ids, key)).then(() => client.invalidateQueries({ queryKey: ['notices'] }));
  };
  return { ...query, all, read };
}

/** 通知列表 — what happened and in which matter; opening one reads it. */
export function NoticeList({ chosen }: { chosen?(): void }) {
  const { companies } = useSession();
  const navigate = useNavigate();
  const titles = useTitles(services);
  const { all, data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, read } = useNotices();
  const now = new Date();
  if (error && !data) return <Failure error={error} what={t('notice.title')} retry={() => void refetch()} />;
  if (!data) return <Loading what={t('notice.title')} />;
  if (all.length === 0) return <Notice icon="bell" title={t('notice.empty')}>{t('notice.emptyHint')}</Notice>;
  const open = (one: NoticeView): void => {
    if (!one.read) read([one.id]);
    chosen?.();
    if (one.matterId) void navigate(`/${companyAt(companies, one.companyId)?.code ?? one.companyId}/${one.service}/matters/${one.matterId}?from=notice`);
  };
  return (
    <ul className="notices">
      {all.map((one) => (
        <li key={one.id}>
          <button type="button" className={one.read ? 'nt' : 'nt new'} onClick={() => open(one)} data-code={one.code}>
            <span className="m">{sentence(one, titles)}{!one.read && <span className="sr">{t('notice.unread')}</span>}</span>
            <span className="t2 ell" lang="zh-CN">{one.title || titles.kind({ service: one.service ?? '', kind: one.kind ?? '' })}</span>
            <small className="t3 num">{[one.at ? near(new Date(one.at), now) : '', companyName(companyAt(companies, one.companyId))].filter(Boolean).join(' · ')}</small>
          </button>
        </li>
      ))}
      <li><EndMark more={hasNextPage && !isFetchingNextPage} load={() => void fetchNextPage()}>{null}</EndMark></li>
    </ul>
  );
}

const services = ['docs'];

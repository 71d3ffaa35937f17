import { useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { getInbox, pageSize, type InboxPage, type Seen } from '../api/workbench';
import type { RowView } from '../api/wire';
import { forget, useGone } from './gone';

export type View = 'all' | 'decide' | 'do';

/** What the next question waits for: the position that the last answer named. */
let awaited: Seen | undefined;
export const awaitPosition = (service: string, position: string | number | undefined): void => {
  if (position !== undefined) awaited = { service, position: String(position) };
};

/** The inbox page by page; what was just done is hidden until the server's list no longer has it. */
export function useInbox(view: View) {
  const client = useQueryClient();
  const key = useMemo(() => ['inbox', view], [view]);
  const gone = useGone();
  const deepest = useRef(1);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => getInbox(view, pageParam || undefined, pageParam ? undefined : awaited),
    initialPageParam: '',
    getNextPageParam: (last: InboxPage) => last.next || undefined,
  });
  const { data } = query;
  /** Before asking anew, pages far below what is in sight are dropped: a change costs the pages in use, not all. */
  useEffect(() => client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'invalidate' || event.query.queryKey[1] !== view) return;
    const held = client.getQueryData<InfiniteData<InboxPage>>(key);
    if (held && held.pages.length > deepest.current) {
      client.setQueryData(key, { pages: held.pages.slice(0, deepest.current), pageParams: held.pageParams.slice(0, deepest.current) });
    }
  }), [client, key, view]);
  const all = useMemo(() => (data?.pages ?? []).flatMap((page) => page.rows ?? []), [data]);
  useEffect(() => forget(all), [all]);
  const rows: RowView[] = useMemo(() => (gone.size ? all.filter((row) => !gone.has(row.taskId)) : all), [all, gone]);
  const sawRow = useCallback((index: number) => { deepest.current = Math.max(1, Math.ceil((index + 1) / pageSize)); }, []);
  return { ...query, rows, counts: data?.pages[0]?.counts, sawRow };
}

import { useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { RowView } from '../api/wire';
import { Failure, Loading } from '../parts/states';
import { companyAt, useSession } from '../session';
import { Bar } from '../shell/bar';
import { useKeys } from '../keys';
import { t } from '../words';
import { Chips } from './chips';
import { Nothing } from './nothing';
import { grouped } from './groups';
import { TaskList } from './list';
import { Preview } from './preview';
import { useSeen } from './seen';
import { useTitles } from './titles';
import { useInbox, type View } from './use-inbox';

const views = new Set<string>(['all', 'decide', 'do']);
const minute = 60_000;

/** Groups and lapses move on with the clock. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minute);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** 待办 — list and preview; the next decision is on the screen. */
export function Inbox() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('view') ?? 'all';
  const view = (views.has(asked) ? asked : 'all') as View;
  const now = useNow();
  const { rows, counts, data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, sawRow } = useInbox(view);
  const list = useMemo(() => grouped(rows, now), [rows, now]);
  const { companies } = useSession();
  const navigate = useNavigate();
  const { seen, look } = useSeen();
  const titles = useTitles(['docs']);
  const asking = search.get('task');
  const at = useMemo(() => Math.max(0, list.rows.findIndex((row) => row.taskId === asking)), [list, asking]);
  const chosen = list.rows[at];
  const index = chosen ? at : -1;

  const choose = useCallback((row: RowView | undefined) => {
    if (!row) return;
    setSearch((before) => { before.set('task', row.taskId); return before; }, { replace: true });
  }, [setSearch]);
  const open = useCallback((row: RowView | undefined) => {
    if (!row) return;
    look(row.taskId);
    void navigate(`/${companyAt(companies, row.companyId)?.code ?? row.companyId}/${row.service}/matters/${row.matterId}?task=${row.taskId}`);
  }, [companies, look, navigate]);
  const next = useCallback((by: 1 | -1) => choose(list.rows[Math.min(list.rows.length - 1, Math.max(0, index + by))]), [choose, index, list]);
  const end = useCallback(() => { if (hasNextPage && !isFetchingNextPage) void fetchNextPage(); }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  useEffect(() => {
    const timer = chosen && setTimeout(() => look(chosen.taskId), 1_000);
    return () => clearTimeout(timer);
  }, [chosen?.taskId, look]);
  const keys = useMemo(() => ({
    j: () => next(1), k: () => next(-1), ArrowDown: () => next(1), ArrowUp: () => next(-1), Enter: () => open(chosen),
  }), [next, open, chosen]);
  useKeys(keys);

  return (
    <>
      <Bar title={t('nav.inbox')}><Chips view={view} counts={counts} choose={(to) => setSearch(to === 'all' ? {} : { view: to })} /></Bar>
      <div className="lp">
        <section className="list" aria-label={t('inbox.list')}>
          {error && !data ? <Failure error={error} what={t('nav.inbox')} retry={() => void refetch()} />
            : !data ? <Loading what={t('nav.inbox')} lines={12} />
            : list.rows.length === 0 ? <Nothing view={view} all={counts?.all ?? 0} showAll={() => setSearch({})} />
            : <TaskList items={list.items} chosen={chosen?.taskId} seen={seen} choose={choose} open={open} titles={titles} now={now} end={end} saw={sawRow} />}
        </section>
        <section className="pv" aria-label={t('matter.page')}>
          {chosen && <Preview key={chosen.taskId} row={chosen} index={index} all={Math.max(counts?.[view] ?? 0, list.rows.length)} titles={titles} next={next} open={() => open(chosen)} done={() => choose(list.rows[index + 1] ?? list.rows[index - 1])} />}
        </section>
      </div>
    </>
  );
}

import { useEffect, useMemo, useRef, useState } from 'react';
import type { RowView } from '../api/wire';
import { Icon } from '../parts/icon';
import { useWindow } from '../parts/window';
import { companyName, useSession } from '../session';
import { t } from '../words';
import type { Item } from './groups';
import { TaskRow } from './row';
import type { KindTitles } from './titles';

const compact = matchMedia('(max-width: 640px)');
const sizes = () => (compact.matches ? { head: 36, row: 84 } : { head: 31, row: 55 });

interface Asked {
  items: Item[];
  chosen: string | undefined;
  seen(task: string): boolean;
  choose(row: RowView): void;
  open(row: RowView): void;
  titles: KindTitles;
  now: Date;
  end(): void;
  saw(index: number): void;
}

/** 待办列表 — a listbox of which only what is in sight is drawn. */
export function TaskList({ items, chosen, seen, choose, open, titles, now, end, saw }: Asked) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(sizes);
  const { acting } = useSession();
  useEffect(() => {
    const change = (): void => setSize(sizes());
    compact.addEventListener('change', change);
    return () => compact.removeEventListener('change', change);
  }, []);
  const heights = useMemo(() => items.map((item) => size[item.type]), [items, size]);
  const shown = useWindow(box, heights);
  useEffect(() => {
    if (shown.to >= items.length - 20) end();
    const last = items[shown.to - 1];
    saw(last?.type === 'row' ? last.index : 0);
  }, [shown.to, items, end, saw]);
  const at = items.findIndex((item) => item.type === 'row' && item.row.taskId === chosen);
  useEffect(() => {
    const element = box.current;
    if (!element || at < 0) return;
    const [top, bottom] = [shown.top(at), shown.top(at + 1)];
    if (top < element.scrollTop) element.scrollTop = Math.max(0, top - size.head);
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    // Only a new choice moves the list, never the scrolling itself.
  }, [at, chosen]);
  return (
    <div ref={box} className="rows" role="listbox" tabIndex={0} aria-label={t('inbox.list')} aria-activedescendant={chosen ? `task-${chosen}` : undefined}>
      <div style={{ height: shown.before }} />
      {items.slice(shown.from, shown.to).map((item) =>
        item.type === 'head' ? (
          <div key={item.group} role="presentation" className={item.group === 'overdue' ? 'gh over' : 'gh'} style={{ height: size.head }}>
            {item.group === 'overdue' && <Icon of="clock" size={14} />}{t(`inbox.${item.group}`)} {item.count}
          </div>
        ) : (
          <TaskRow key={item.row.taskId} row={item.row} now={now} on={item.row.taskId === chosen} fresh={!seen(item.row.taskId)} titles={titles}
            foreign={item.row.companyId === acting.id ? '' : companyLabel(item.row)} open={() => (compact.matches ? open(item.row) : choose(item.row))} />
        ))}
      <div style={{ height: shown.after }} />
    </div>
  );
}

const companyLabel = (row: RowView): string => row.company || companyName(undefined);

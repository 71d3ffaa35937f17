import { useEffect, useMemo, useRef, useState } from 'react';
import type { RowView } from '../api/wire';
import { Icon } from '../parts/icon';
import { useWindow } from '../parts/window';
import { companyName, useSession } from '../session';
import { t } from '../words';
import type { Item } from './groups';
import { rowTitle, TaskRow } from './row';
import type { KindTitles } from './titles';

const compact = matchMedia('(max-width: 640px)');
const sizes = () => (compact.matches ? { head: 36, row: 65, more: 24 } : { head: 31, row: 55, more: 0 });

/** Widths of a text in signs of a Chinese character. */
const width = (text: string): number => [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e7f ? 1 : 0.58), 0);
const sign = 16;
const marked = 46;

/** On the phone a title that does not fit takes a second line. */
function rowHeight(row: RowView, size: ReturnType<typeof sizes>, titles: KindTitles): number {
  const marks = (row.urgency ? marked : 0) + (row.secrecy ? 2 * marked : 0);
  return size.more > 0 && width(rowTitle(row, titles)) * sign + marks > window.innerWidth - 36 ? size.row + size.more : size.row;
}

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
  const heights = useMemo(() => items.map((item) => (item.type === 'head' ? size.head : rowHeight(item.row, size, titles))), [items, size, titles]);
  const shown = useWindow(box, heights);
  useEffect(() => {
    if (shown.to >= items.length - 20) end();
    const last = items[shown.to - 1];
    saw(last?.type === 'row' ? last.index : 0);
  }, [shown.to, items, end, saw]);
  const place = items.findIndex((item) => item.type === 'row' && item.row.taskId === chosen);
  useEffect(() => {
    const element = box.current;
    if (!element || place < 0) return;
    const [top, bottom] = [shown.top(place), shown.top(place + 1)];
    if (top < element.scrollTop) element.scrollTop = Math.max(0, top - size.head);
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    // Only a new choice moves the list, never the scrolling itself.
  }, [place, chosen]);
  return (
    <div ref={box} className="rows" role="listbox" tabIndex={0} aria-label={t('inbox.list')} aria-activedescendant={chosen ? `task-${chosen}` : undefined}>
      <div style={{ height: shown.before }} />
      {items.slice(shown.from, shown.to).map((item, at) =>
        item.type === 'head' ? (
          <div key={item.group} role="presentation" className={item.group === 'overdue' ? 'gh over' : 'gh'} style={{ height: size.head }}>
            {item.group === 'overdue' && <Icon of="clock" size={14} />}{t(`inbox.${item.group}`)} {item.count}
          </div>
        ) : (
          <TaskRow key={item.row.taskId} row={item.row} now={now} on={item.row.taskId === chosen} fresh={!seen(item.row.taskId)} titles={titles} height={heights[shown.from + at] ?? size.row}
            foreign={item.row.companyId === acting.id ? '' : companyLabel(item.row)} open={() => (compact.matches ? open(item.row) : choose(item.row))} />
        ))}
      <div style={{ height: shown.after }} />
    </div>
  );
}

const companyLabel = (row: RowView): string => row.company || companyName(undefined);

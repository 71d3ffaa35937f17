import type { RowView } from '../api/wire';
import { daysBetween, sameWeek } from '../formats/dates';

export type Group = 'overdue' | 'today' | 'week' | 'later' | 'none';

const moments = new WeakMap<object, Date>();

/** The due time of a row, read once: a list of 20,000 is grouped anew with each page. */
function dueOf(row: { dueAt?: string }): Date {
  const known = moments.get(row);
  if (known) return known;
  const due = new Date(row.dueAt ?? 0);
  moments.set(row, due);
  return due;
}

/** Which part of the inbox a task stands in. What is on hold waits, so it is never called overdue. */
export function groupOf(row: Pick<RowView, 'dueAt' | 'held'>, now: Date): Group {
  if (!row.dueAt) return 'none';
  const due = dueOf(row);
  if (due.getTime() < now.getTime()) return row.held ? 'none' : 'overdue';
  if (daysBetween(now, due) === 0) return 'today';
  return sameWeek(due, now) ? 'week' : 'later';
}

export type Item = { type: 'head'; group: Group; count: number } | { type: 'row'; row: RowView; index: number };

const order: Group[] = ['overdue', 'today', 'week', 'later', 'none'];

/** Rows under their headings. The order inside a heading is the server's. */
export function grouped(rows: RowView[], now: Date): { items: Item[]; rows: RowView[] } {
  const parts = new Map<Group, RowView[]>(order.map((group) => [group, []]));
  for (const row of rows) parts.get(groupOf(row, now))?.push(row);
  const items: Item[] = [];
  const sorted: RowView[] = [];
  for (const group of order) {
    const part = parts.get(group) ?? [];
    if (part.length > 0) items.push({ type: 'head', group, count: part.length });
    for (const row of part) {
      items.push({ type: 'row', row, index: sorted.length });
      sorted.push(row);
    }
  }
  return { items, rows: sorted };
}

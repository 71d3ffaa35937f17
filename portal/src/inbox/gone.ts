import { useSyncExternalStore } from 'react';
import type { RowView } from '../api/wire';

let gone: ReadonlySet<string> = new Set();
const heard = new Set<() => void>();
const change = (next: ReadonlySet<string>): void => {
  gone = next;
  heard.forEach((tell) => tell());
};

/** A task that was just done: it leaves the list at once, not when the server's list follows. */
export const markGone = (task: string): void => change(new Set([...gone, task]));

/** A list without it has come: there is nothing left to hide. */
export function forget(rows: RowView[]): void {
  if (gone.size === 0) return;
  const present = new Set(rows.map((row) => row.taskId));
  const left = [...gone].filter((task) => present.has(task));
  if (left.length !== gone.size) change(new Set(left));
}

export const useGone = (): ReadonlySet<string> =>
  useSyncExternalStore((tell) => { heard.add(tell); return () => heard.delete(tell); }, () => gone);

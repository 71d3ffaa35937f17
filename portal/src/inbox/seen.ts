import { useCallback, useState } from 'react';

const place = 'chancery.seen';
const most = 2_000;
const read = (): string[] => JSON.parse(localStorage.getItem(place) ?? '[]') as string[];

/** Which tasks I have looked at on this device; the others have a dot. */
export function useSeen(): { seen(task: string): boolean; look(task: string): void } {
  const [tasks, setTasks] = useState(() => new Set(read()));
  const look = useCallback((task: string) => setTasks((before) => {
    if (before.has(task)) return before;
    const next = new Set([...before, task].slice(-most));
    localStorage.setItem(place, JSON.stringify([...next]));
    return next;
  }), []);
  return { seen: (task) => tasks.has(task), look };
}

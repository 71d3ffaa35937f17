import { useCallback, useReducer } from 'react';
import type { Block } from '../api/wire';

interface History {
  past: Block[][];
  now: Block[];
  future: Block[][];
  at: number;
}
type Act = { to: Block[]; at: number } | 'undo' | 'redo';

const together = 800;
const most = 200;
const shape = (blocks: Block[]): string => blocks.map((one) => `${one.type}${one.level}${one.rows.length}`).join();

/** Keys close together are one change; a change of shape is always one of its own. */
export function step(history: History, act: Act): History {
  const { past, now, future, at } = history;
  if (act === 'undo') {
    const before = past.at(-1);
    return before ? { past: past.slice(0, -1), now: before, future: [now, ...future], at: 0 } : history;
  }
  if (act === 'redo') {
    const [after, ...rest] = future;
    return after ? { past: [...past, now], now: after, future: rest, at: 0 } : history;
  }
  const joined = at > 0 && act.at - at < together && shape(act.to) === shape(now);
  return { past: joined ? past : [...past, now].slice(-most), now: act.to, future: [], at: act.at };
}

/** A text with its steps back and forward: typing is undone, over blocks as well. */
export function useHistory(first: Block[]) {
  const [history, act] = useReducer(step, { past: [], now: first, future: [], at: 0 });
  return {
    blocks: history.now,
    change: useCallback((to: Block[]) => act({ to, at: Date.now() }), []),
    undo: useCallback(() => act('undo'), []), redo: useCallback(() => act('redo'), []),
    mayUndo: history.past.length > 0, mayRedo: history.future.length > 0,
  };
}

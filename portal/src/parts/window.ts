import { useLayoutEffect, useMemo, useState, type RefObject } from 'react';

export interface Shown {
  from: number;
  to: number;
  /** Pixels above the first and below the last shown. */
  before: number;
  after: number;
  top(index: number): number;
}

const spare = 8;

/** First index whose bottom edge lies below the offset. */
export function indexAt(tops: ArrayLike<number>, offset: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle + 1] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which of many items are drawn: those in sight of the scrolling box and a few around. 20,000 cost what 40 cost. */
export function useWindow(box: RefObject<HTMLElement | null>, heights: number[]): Shown {
  const tops = useMemo(() => {
    const out = new Float64Array(heights.length + 1);
    heights.forEach((height, index) => { out[index + 1] = (out[index] ?? 0) + height; });
    return out;
  }, [heights]);
  const [sight, setSight] = useState({ top: 0, height: 1_000 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = (): void => setSight((before) => {
      const now = { top: element.scrollTop, height: element.clientHeight };
      return before.top === now.top && before.height === now.height ? before : now;
    });
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resize = new ResizeObserver(look);
    resize.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resize.disconnect();
    };
  }, [box, heights.length === 0]);
  const count = heights.length;
  const from = count ? Math.max(0, indexAt(tops, sight.top) - spare) : 0;
  const to = count ? Math.min(count, indexAt(tops, sight.top + sight.height) + spare + 1) : 0;
  return { from, to, before: tops[from] ?? 0, after: (tops[count] ?? 0) - (tops[to] ?? 0), top: (index) => tops[index] ?? 0 };
}

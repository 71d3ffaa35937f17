import { useEffect, useRef, type ReactNode } from 'react';

/** The end of a list: coming into sight, it asks for the next page. */
export function EndMark({ more, load, children }: { more: boolean; load(): void; children: ReactNode }) {
  const mark = useRef<HTMLDivElement>(null);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (!more || !mark.current) return undefined;
    const watch = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) latest.current(); }, { rootMargin: '400px' });
    watch.observe(mark.current);
    return () => watch.disconnect();
  }, [more]);
  return <div ref={mark} className="end s12 t3">{children}</div>;
}

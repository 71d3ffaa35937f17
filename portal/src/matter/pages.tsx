import { useEffect, useRef, useState } from 'react';
import { t } from '../words';
import { Icon } from '../parts/icon';

const address = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** 版面 — page images, each in an `<img>`: whatever a text contains, it runs nothing. */
export function Pages({ pages, name, small = false }: { pages: string[]; name: string; small?: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(1);
  useEffect(() => {
    const element = box.current;
    const look = (): void => {
      const sheets = [...(element?.querySelectorAll('img, canvas') ?? [])] as HTMLElement[];
      const middle = (element?.scrollTop ?? 0) + (element?.clientHeight ?? 0) / 2;
      setPage(Math.max(1, sheets.filter((sheet) => sheet.offsetTop < middle).length));
    };
    element?.addEventListener('scroll', look, { passive: true });
    return () => element?.removeEventListener('scroll', look);
  }, [pages]);
  const next = (): void => box.current?.querySelectorAll<HTMLElement>('img')[page]?.scrollIntoView({ block: 'start' });
  return (
    <div className={small ? 'desk small' : 'desk'}>
      <div className="sheets" ref={box} tabIndex={0} role="region" aria-label={name}>
        {pages.map((svg, index) => <img key={index} className="sheet" src={address(svg)} alt={t('paper.page', { n: index + 1, all: pages.length })} />)}
      </div>
      <div className="float num">
        {t('paper.page', { n: page, all: pages.length })}
        {page < pages.length && <button type="button" className="quiet" aria-label={t('paper.next')} onClick={next}><Icon of="down" size={14} /></button>}
      </div>
    </div>
  );
}

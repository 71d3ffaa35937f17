import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Bell } from '../notices/bell';
import { t } from '../words';

/** The bar over a page: where I am, what else there is to choose, and the bell. */
export function Bar({ title, hint, children, end, bell = true }: { title: string; hint?: ReactNode; children?: ReactNode; end?: ReactNode; bell?: boolean }) {
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title]);
  return (
    <header className="bar">
      <h1>{title}</h1>{hint}{children}<span className="sp" />{end}{bell && <Bell />}
    </header>
  );
}

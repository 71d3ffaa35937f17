import { Tooltip } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { getCounts } from '../api/workbench';
import { Icon, type Drawing } from '../parts/icon';
import { Key } from '../parts/marks';
import { t } from '../words';
import { Switcher } from './switcher';
import { Me } from './me';
import type { RegisterLink } from './use-registers';

/** Counts of the inbox, asked for with the list's own key so that live changes reach them. */
export function useCounts() {
  return useQuery({ queryKey: ['inbox', 'counts'], queryFn: getCounts, staleTime: 15_000 }).data;
}

function Go({ to, icon, rail, children, n = 0 }: { to: string; icon: Drawing; rail: boolean; children: string; n?: number }) {
  const link = (
    <NavLink to={to} className={({ isActive }) => (isActive ? 'nav on' : 'nav')} {...(rail ? { 'aria-label': n > 0 ? `${children} ${n}` : children } : { title: children })}>
      <Icon of={icon} /><span className="lb">{children}</span>{n > 0 && <span className="n o">{n}</span>}
    </NavLink>
  );
  return rail ? <Tooltip title={children} placement="right">{link}</Tooltip> : link;
}

const icons: Record<string, Drawing> = { 'incoming-documents': 'arrive', 'outgoing-documents': 'book' };

export function Sider({ registers, rail }: { registers: RegisterLink[]; rail: boolean }) {
  const counts = useCounts();
  const n = counts?.all ?? 0;
  return (
    <nav className="side" aria-label={t('nav.main')}>
      <Switcher rail={rail} />
      <NavLink to="/start" className={({ isActive }) => (isActive ? 'nav on' : 'nav pri')} {...(rail ? { 'aria-label': t('nav.start') } : {})}>
        <Icon of="add" /><span className="lb">{t('nav.start')}</span><span className="n"><Key of="c" /></span>
      </NavLink>
      <div className="sec">{t('nav.workbench')}</div>
      <Go to="/inbox" icon="inbox" rail={rail} n={n}>{t('nav.inbox')}</Go>
      <Go to="/done" icon="tick" rail={rail}>{t('nav.done')}</Go>
      <Go to="/started" icon="send" rail={rail}>{t('nav.started')}</Go>
      <Go to="/drafts" icon="draft" rail={rail}>{t('nav.drafts')}</Go>
      {registers.length > 0 && <div className="sec">{t('nav.docs')}</div>}
      {registers.map((one) => <Go key={one.register} to={one.to} icon={icons[one.register] ?? 'table'} rail={rail}>{one.title}</Go>)}
      <Me rail={rail} />
    </nav>
  );
}

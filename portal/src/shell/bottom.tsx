import { useQuery } from '@tanstack/react-query';
import { NavLink, useLocation } from 'react-router';
import { getNotices } from '../api/workbench';
import { Icon, type Drawing } from '../parts/icon';
import { t } from '../words';
import { useCounts } from './sider';

function Go({ to, icon, name, n = 0 }: { to: string; icon: Drawing; name: string; n?: number }) {
  return (
    <NavLink to={to} className={({ isActive }) => (isActive ? 'on' : '')}>
      <span className="ic"><Icon of={icon} size={22} />{n > 0 && <span className="n">{n}</span>}</span>{name}
    </NavLink>
  );
}

/** Phone: what the thumb reaches. A matter has its decision bar there instead. */
export function Bottom() {
  const { pathname } = useLocation();
  const counts = useCounts();
  const unread = useQuery({ queryKey: ['notices', 'unread'], queryFn: () => getNotices().then((page) => page.unread ?? 0) }).data;
  if (/\/(matters|new)\//.test(pathname)) return null;
  return (
    <nav className="bottom" aria-label={t('nav.main')}>
      <Go to="/inbox" icon="inbox" name={t('nav.inbox')} n={counts?.all ?? 0} />
      <Go to="/start" icon="add" name={t('nav.startShort')} />
      <Go to="/notices" icon="bell" name={t('nav.noticesShort')} n={unread ?? 0} />
      <Go to="/me" icon="people" name={t('nav.mine')} />
    </nav>
  );
}

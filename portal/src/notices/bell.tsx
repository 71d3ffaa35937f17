import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getNotices } from '../api/workbench';
import { Icon } from '../parts/icon';
import { t } from '../words';

/** 铃 — how many notices are unread; leads to their list. */
export function Bell() {
  const unread = useQuery({ queryKey: ['notices', 'unread'], queryFn: () => getNotices().then((page) => page.unread ?? 0) }).data ?? 0;
  return (
    <Link to="/notices" className="bell dk" aria-label={`${t('nav.notices')} ${unread}`} title={t('nav.notices')}>
      <Icon of="bell" />{unread > 0 && <span className="n num">{unread}</span>}
    </Link>
  );
}

import { useLocation } from 'react-router';
import { companyAt, companyFullName, useSession } from '../session';
import { t } from '../words';

/** Reading another company by group scope is said over the page as long as it lasts. */
export function ReadOnly() {
  const { companies, mine } = useSession();
  const company = companyAt(companies, useLocation().pathname.split('/')[1]);
  const by = company && mine.find((one) => one.company?.id === company.id)?.by;
  return by === 'scope' ? <div className="line-over quiet">{t('nav.readOnly', { company: companyFullName(company) })}</div> : null;
}

import { Button } from 'antd';
import { Link } from 'react-router';
import { Icon } from '../parts/icon';
import { Initial } from '../parts/marks';
import { companyName, useSession } from '../session';
import { useSpeak } from '../speaker';
import { comma, language, personName, t } from '../words';
import { Bar } from './bar';
import { signOut, usePost } from './me';
import { CompanyList } from './switcher';
import { useRegisters } from './use-registers';

/** 我的 — on the phone: lists, registers, companies, language. */
export function Mine() {
  const { me, companies } = useSession();
  const speak = useSpeak();
  const post = usePost();
  const links = [{ to: '/done', title: t('nav.done') }, { to: '/started', title: t('nav.started') }, { to: '/drafts', title: t('nav.drafts') }, ...useRegisters()];
  return (
    <>
      <Bar title={t('nav.mine')} />
      <div className="page narrow">
        <div className="row"><Initial name={personName(me)} /><b>{personName(me)}</b><span className="t2">{post}</span></div>
        <p className="s13 t2">{[...new Set((me.holdings ?? []).map((one) => companyName(companies.find((company) => company.id === one.companyId))))].join(comma())}</p>
        <div className="links">{links.map((one) => <Link key={one.to} to={one.to}><span className="sp">{one.title}</span><Icon of="right" /></Link>)}</div>
        <h3 className="h">{t('nav.switchCompany')}</h3>
        <CompanyList chosen={() => undefined} />
        <div className="row end">
          <Button onClick={() => speak(language() === 'zh' ? 'en' : 'zh')}>{t('me.language')}</Button>
          <Button onClick={signOut}>{t('me.signOut')}</Button>
        </div>
      </div>
    </>
  );
}

import { Dropdown } from 'antd';
import { useState } from 'react';
import { elsewhere } from '../formats/dates';
import { Initial } from '../parts/marks';
import { useSession } from '../session';
import { useSpeak } from '../speaker';
import { language, personName, t } from '../words';
import { Keyboard } from './keyboard';

/** Drafts of opinions and texts are on this device for their writer only. */
export function signOut(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith('chancery.draft.')) localStorage.removeItem(key);
  location.assign('/auth/sign-out');
}

/** The post in the acting company: first one, as it is titled. */
export function usePost(): string {
  const { me, acting } = useSession();
  const here = (me.holdings ?? []).filter((one) => one.companyId === acting.id);
  const first = here.find((one) => one.post !== 'staff') ?? here[0];
  return (language() === 'en' ? first?.titleEn || first?.title : first?.title) ?? '';
}

export function Me({ rail }: { rail: boolean }) {
  const { me } = useSession();
  const speak = useSpeak();
  const post = usePost();
  const [help, setHelp] = useState(false);
  const name = personName(me);
  const items = [
    { key: 'language', label: <span lang={language() === 'zh' ? 'en' : 'zh-CN'}>{t('me.language')}</span>, onClick: () => speak(language() === 'zh' ? 'en' : 'zh') },
    { key: 'keys', label: t('keys.title'), onClick: () => setHelp(true) },
    { type: 'divider' as const },
    { key: 'out', label: t('me.signOut'), onClick: signOut },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement={rail ? 'topRight' : 'topLeft'}>
        <button type="button" className="me" title={name}>
          <span className="sr">{t('me.open')}{rail ? ` ${name}` : ''}</span><Initial name={name} /><span className="lb me-name"><span className="s13 m ell">{name}</span><span className="s12 t3 ell">{[post, elsewhere(new Date()) ? t('me.zone') : ''].filter(Boolean).join(' · ')}</span></span>
        </button>
      </Dropdown>
      {help && <Keyboard close={() => setHelp(false)} />}
    </>
  );
}

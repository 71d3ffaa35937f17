import { useMemo, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { useKeys } from '../keys';
import { useLive } from '../live';
import { t } from '../words';
import { Bottom } from './bottom';
import { Keyboard } from './keyboard';
import { Offline } from './offline';
import { ReadOnly } from './read-only';
import { Sider } from './sider';
import { useRegisters } from './use-registers';

const place = 'chancery.rail';
const wide = new Set(['inbox', 'done', 'started', 'drafts', 'notices', 'start', 'me', '']);

/** Rail on matter, editor and register pages unless the user has said otherwise. */
function useRail(): [boolean, () => void] {
  const first = useLocation().pathname.split('/')[1] ?? '';
  const [said, say] = useState(() => localStorage.getItem(place));
  const natural = wide.has(first) ? 'wide' : 'rail';
  const shown = said === 'rail' ? 'rail' : said === 'wide' ? 'wide' : natural;
  return [shown === 'rail', () => {
    const next = shown === 'rail' ? 'wide' : 'rail';
    const keep = next === natural ? '' : next;
    localStorage.setItem(place, keep);
    say(keep);
  }];
}

/** 外壳 — navigation at the left (below on the phone), the page at the right. */
export function Shell() {
  const navigate = useNavigate();
  const registers = useRegisters();
  const [rail, toggle] = useRail();
  const [help, setHelp] = useState(false);
  const [going, setGoing] = useState(false);
  useLive();
  const keys = useMemo(() => {
    const after = (to: string | undefined) => going && to ? () => { setGoing(false); void navigate(to); } : undefined;
    return {
      '[': toggle,
      '?': () => setHelp(true),
      c: () => void navigate('/start'),
      g: () => { setGoing(true); setTimeout(() => setGoing(false), 1_500); },
      i: after('/inbox'), o: after('/done'), w: after(registers[0]?.to), r: after(registers[1]?.to),
    };
  }, [going, navigate, registers, toggle]);
  useKeys(keys);
  return (
    <div className={rail ? 'app rail' : 'app'}>
      <a className="skip" href="#main">{t('nav.skip')}</a>
      <Sider registers={registers} rail={rail} />
      <main className="main" id="main">
        <Offline />
        <ReadOnly />
        <Outlet />
      </main>
      <Bottom />
      {help && <Keyboard close={() => setHelp(false)} />}
    </div>
  );
}

import { App, Input, Popover } from 'antd';
import { useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { CompanyView } from '../api/wire';
import { Icon } from '../parts/icon';
import { companyAt, companyFullName, companyName, recentPlace, useSession } from '../session';
import { t } from '../words';

interface Line {
  company: CompanyView;
  depth: number;
}

/** The tree of the group, parents before their companies. */
export function tree(companies: CompanyView[]): Line[] {
  const known = new Set(companies.map((one) => one.id));
  const below = (parent: string, depth: number): Line[] =>
    companies.filter((one) => (known.has(one.parentId ?? '') ? one.parentId : '') === parent).flatMap((company) => [{ company, depth }, ...below(company.id, depth + 1)]);
  return below('', 0);
}

function useRelation(): (company: CompanyView) => string {
  const { companies } = useSession();
  return (company) => {
    const parent = companies.find((one) => one.id === company.parentId);
    return parent ? t('company.member', { parent: companyName(parent) }) : t('company.headquarters');
  };
}

/** Acting for another company changes everything right of the sider; an address that carries the company moves along. */
export function useSwitch(): (company: CompanyView) => void {
  const { actFor, companies } = useSession();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const { message } = App.useApp();
  return (company) => {
    actFor(company.id);
    const [, first, ...rest] = pathname.split('/');
    if (companyAt(companies, first)) void navigate(rest.includes('registers') || rest.includes('new') ? `/${company.code}/${rest.join('/')}` : '/inbox');
    message.success(t('nav.actingNow', { company: companyFullName(company) }));
  };
}

export function CompanyList({ chosen, focus = false }: { chosen(): void; focus?: boolean }) {
  const { companies, mine, acting } = useSession();
  const [q, setQ] = useState('');
  const choose = useSwitch();
  const relation = useRelation();
  const by = useMemo(() => new Map(mine.map((one) => [one.company?.id, one.by])), [mine]);
  const found = tree(companies).filter(({ company }) => !q || [company.name, company.shortName, company.nameEn, company.code].some((text) => text?.toLowerCase().includes(q.toLowerCase())));
  const recent = q ? [] : (JSON.parse(localStorage.getItem(recentPlace) ?? '[]') as string[]).filter((id) => id !== acting.id && by.has(id));
  const line = (company: CompanyView, depth: number) => (
    <button key={company.id} type="button" className={company.id === acting.id ? 'co-line on' : 'co-line'} style={{ paddingLeft: 10 + depth * 16 }} disabled={!by.has(company.id)}
      aria-current={company.id === acting.id} onClick={() => { choose(company); chosen(); }}>
      <span className="ell">{companyFullName(company)}</span>
      <small>{by.get(company.id) === 'scope' ? t('company.scope') : by.has(company.id) ? relation(company) : t('company.notYours')}</small>
    </button>
  );
  return (
    <div className="co-list">
      <Input size="small" autoFocus={focus} allowClear placeholder={t('nav.findCompany')} aria-label={t('nav.findCompany')} value={q} onChange={(event) => setQ(event.target.value)} />
      {recent.length > 0 && <div className="sec">{t('nav.recentCompanies')}</div>}
      {recent.map((id) => companies.find((one) => one.id === id)).map((one) => (one ? line(one, 0) : null))}
      <div className="sec">{t('nav.allCompanies')}</div>
      {found.map(({ company, depth }) => line(company, q ? 0 : depth))}
      {found.length === 0 && <p className="t3 s13">{t('form.nothing')}</p>}
    </div>
  );
}

/** 公司切换 — the company acted for, its place in the group, and the tree behind one click. */
export function Switcher({ rail }: { rail: boolean }) {
  const { acting } = useSession();
  const relation = useRelation();
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement={rail ? 'rightTop' : 'bottomLeft'} arrow={false} destroyOnHidden content={<CompanyList chosen={() => setOpen(false)} focus />}>
      <button type="button" className="co" title={companyFullName(acting)} aria-expanded={open}>
        <span className="sr">{t('nav.switchCompany')}{rail ? ` ${companyFullName(acting)}` : ''}</span>
        <span className="mark" aria-hidden="true">枢</span>
        <span className="lb co-name"><b className="ell">{companyName(acting)}</b><small className="ell">{relation(acting)}</small></span>
        <span className="lb t3"><Icon of="down" size={14} /></span>
      </button>
    </Popover>
  );
}

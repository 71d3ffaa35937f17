import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { getCompanies, getMe } from './api/directory';
import { call, signIn } from './api/request';
import type { CompanyView, MeView, MyCompanyView } from './api/wire';
import { Failure, Loading } from './parts/states';
import { language, t } from './words';

export interface Session {
  me: NonNullable<MeView['person']> & { id: string };
  /** Every company of the group. */
  companies: CompanyView[];
  /** Those I enter, by a post or by scope. */
  mine: MyCompanyView[];
  acting: CompanyView;
  actFor(company: string): void;
}

const Here = createContext<Session | undefined>(undefined);

/** Who is signed in, and the company acted for. Only below `SignedIn`. */
export function useSession(): Session {
  const session = useContext(Here);
  if (!session) throw new Error('Used outside of the session');
  return session;
}

const place = 'chancery.company';
export const recentPlace = 'chancery.companies';

export const companyName = (company: CompanyView | undefined): string =>
  (language() === 'en' ? company?.nameEn || company?.name : company?.shortName || company?.name) ?? '';
export const companyFullName = (company: CompanyView | undefined): string => (language() === 'en' ? company?.nameEn || company?.name : company?.name) ?? '';

/** A company by what the address says: its code, or its id. */
export const companyAt = (companies: CompanyView[], address: string | undefined): CompanyView | undefined =>
  companies.find((one) => one.code === address || one.id === address);

function remember(company: string): void {
  localStorage.setItem(place, company);
  const before = JSON.parse(localStorage.getItem(recentPlace) ?? '[]') as string[];
  localStorage.setItem(recentPlace, JSON.stringify([company, ...before.filter((one) => one !== company)].slice(0, 5)));
}

interface Signed {
  signedIn?: boolean;
}

async function enter() {
  const { signedIn } = await call<Signed>('/api/session');
  if (signedIn === false) {
    signIn();
    return undefined;
  }
  const [me, all] = await Promise.all([getMe(), getCompanies()]);
  return { me, companies: all.companies ?? [] };
}

export function SignedIn({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery({ queryKey: ['session'], queryFn: enter, staleTime: Infinity });
  const [chosen, choose] = useState(() => localStorage.getItem(place) ?? '');
  const session = useMemo<Session | undefined>(() => {
    const mine = data?.me.companies ?? [];
    const first = mine.find((one) => one.company?.id === chosen) ?? mine.find((one) => one.by === 'post') ?? mine[0];
    const acting = first?.company ?? data?.companies[0];
    const me = data?.me.person;
    if (!data || !me?.id || !acting?.id) return undefined;
    return {
      me: { ...me, id: me.id }, companies: data.companies, mine, acting: acting as CompanyView,
      actFor(company) {
        remember(company);
        choose(company);
      },
    };
  }, [data, chosen]);
  if (error) return <div className="centred"><Failure error={error} what={t('app.name')} retry={() => void refetch()} /></div>;
  if (!session) return <div className="centred"><Loading what={t('app.name')} /></div>;
  return <Here.Provider value={session}>{children}</Here.Provider>;
}

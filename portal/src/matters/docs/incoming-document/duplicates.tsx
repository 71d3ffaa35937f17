import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { findDuplicates } from '../../../api/docs';
import type { Form, MatterView } from '../../../api/wire';
import { localDate } from '../../../formats/dates';
import { Icon } from '../../../parts/icon';
import { fieldOf } from '../../../matter/use-matter';
import { t } from '../../../words';

/** 重复来文 — the same sender and number registered before is pointed out before it is registered (DIN-09). */
export function Duplicates({ company, sender, number, except = '' }: { company: string; sender: string; number: string; except?: string }) {
  const [asked, wanted] = [useDeferredValue(sender.trim()), useDeferredValue(number.trim())];
  const { data } = useQuery({ queryKey: ['duplicates', company, asked, wanted], queryFn: () => findDuplicates(company, asked, wanted), enabled: Boolean(asked && wanted) });
  const found = (data?.duplicates ?? []).filter((one) => one.matterId !== except);
  if (found.length === 0) return null;
  return (
    <div className="line-over quiet" role="alert" data-testid="duplicates">
      <Icon of="warn" /><b>{t('duplicates.title')}</b>
      {found.map((one) => <span key={one.matterId}>{t('duplicates.line', { serial: one.serial ?? '', title: one.title ?? '', date: localDate(one.receivedOn) })}</span>)}
    </div>
  );
}

export function DuplicatesWarning({ matter }: { matter: MatterView }) {
  const form = matter.form as Form | undefined;
  return <Duplicates company={matter.companyId} sender={String(fieldOf(form, 'sender') ?? '')} number={String(fieldOf(form, 'documentNumber') ?? '')} except={matter.id} />;
}

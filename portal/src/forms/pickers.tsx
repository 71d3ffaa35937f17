import { Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useRef, useState } from 'react';
import { findPeople, getDepartments } from '../api/directory';
import type { FoundView } from '../api/wire';
import { companyFullName, useSession } from '../session';
import { language, personName, t } from '../words';

export interface Picking {
  id?: string;
  many: boolean;
  value: string[];
  change(value: string[]): void;
  company: string;
  /** Name of what was chosen before this page was opened. */
  nameOf(id: string): string;
  label: string;
  invalid: boolean;
  described?: string | undefined;
}
interface Option {
  value: string;
  label: string;
  search: string;
}

function Choose({ picking, options, hint, empty, search, find }: { picking: Picking; options: Option[]; hint: string; empty: string; search?: string; find?(text: string): void }) {
  const { id, many, value, change, label, invalid, described, nameOf } = picking;
  const known = new Set(options.map((one) => one.value));
  const all = [...options, ...value.filter((one) => !known.has(one)).map((one) => ({ value: one, label: nameOf(one) || t('form.nothing'), search: '' }))];
  return (
    <Select<string[] | string | undefined, Option>
      {...(id ? { id } : {})} {...(many ? { mode: 'multiple' as const } : {})} value={many ? value : value[0]} options={all} placeholder={hint} aria-label={label} allowClear
      {...(invalid ? { status: 'error' as const } : {})} aria-describedby={described} notFoundContent={empty} style={{ width: '100%' }} popupMatchSelectWidth={280}
      onChange={(chosen) => change(Array.isArray(chosen) ? chosen : chosen ? [chosen] : [])}
      showSearch={find
        ? { filterOption: false, onSearch: find, ...(search === undefined ? {} : { searchValue: search }) }
        : { filterOption: (text, option) => `${option?.label} ${option?.search}`.toLowerCase().includes(text.toLowerCase()) }}
    />
  );
}

export function CompanyPicker(picking: Picking) {
  const { companies } = useSession();
  const options = companies.filter((one) => one.state !== 'dissolved')
    .map((one) => ({ value: one.id, label: companyFullName(one), search: [one.shortName, one.nameEn, one.code].join(' ') }));
  return <Choose picking={picking} options={options} hint={t('form.search')} empty={t('form.nothing')} />;
}

export function DepartmentPicker(picking: Picking) {
  const { data } = useQuery({ queryKey: ['departments', picking.company], queryFn: () => getDepartments(picking.company), staleTime: 600_000 });
  const options = (data?.departments ?? []).map((one) => ({
    value: one.id ?? '', label: (language() === 'en' ? one.nameEn || one.name : one.name) ?? '', search: [one.name, one.nameEn, one.code].join(' '),
  }));
  return <Choose picking={picking} options={options} hint={t('form.search')} empty={t('form.nothing')} />;
}

const described = (one: FoundView): string => [personName(one), one.department, language() === 'en' ? one.titleEn || one.title : one.title].filter(Boolean).join(' ');

/** Search by name or pinyin; the department and post tell namesakes apart. */
export function PersonPicker(picking: Picking) {
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q);
  const found = useRef(new Map<string, string>());
  const { data } = useQuery({
    queryKey: ['people', picking.company, asked], queryFn: ({ signal }) => findPeople(picking.company, asked, signal), staleTime: 60_000, placeholderData: (before) => before,
  });
  const options = (data?.people ?? []).map((one) => ({ value: one.id, label: described(one), search: '' }));
  options.forEach((one) => found.current.set(one.value, one.label));
  const nameOf = (id: string): string => found.current.get(id) ?? picking.nameOf(id);
  return <Choose picking={{ ...picking, nameOf }} options={options} hint={t('form.searchPeople')} empty={t('form.nobody')} find={setQ} />;
}

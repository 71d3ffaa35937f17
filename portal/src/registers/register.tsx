import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { getRegisters, pageRegister } from '../api/registers';
import type { FieldView, Form } from '../api/wire';
import { near } from '../formats/dates';
import { Failure, Loading, Notice } from '../parts/states';
import { companyAt, useSession } from '../session';
import { Bar } from '../shell/bar';
import { label, t } from '../words';

function Cell({ field, value }: { field: FieldView; value: unknown }) {
  if (value === null || value === undefined || value === '') return <td />;
  if ((field.choices ?? []).length > 0) return <td>{label((field.choices ?? []).find((one) => one.value === value), String(value))}</td>;
  if (field.type === 'time') return <td className="num">{near(new Date(String(value)), new Date())}</td>;
  if (field.type === 'boolean') return <td>{t(value ? 'fact.yes' : 'fact.no')}</td>;
  return <td className={field.type === 'number' ? 'num r' : field.type === 'date' ? 'num' : ''}>{String(value)}</td>;
}

/** 登记簿 — a page of a register, drawn from its fields; the foot proves the series. */
export default function RegisterPage() {
  const { company = '', service = '', register = '' } = useParams();
  const { companies } = useSession();
  const navigate = useNavigate();
  const id = companyAt(companies, company)?.id ?? company;
  const [sort, setSort] = useState('');
  const [search, setSearch] = useState('');
  const views = useQuery({ queryKey: ['registers', service, id], queryFn: () => getRegisters(service, id), staleTime: 600_000 });
  const view = views.data?.registers?.find((one) => one.register === register);
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['register', service, id, register, sort, search], queryFn: ({ pageParam }) => pageRegister(service, id, register, { sort, filter: [], search }, pageParam), initialPageParam: '', getNextPageParam: (page) => page.next || undefined,
  });
  const title = label(view?.title, register);
  const fields = ((view?.fields ?? []) as FieldView[]).filter((field) => label(field.label));
  const lines = (data?.pages ?? []).flatMap((page) => (page.lines ?? []) as Form[]);
  const first = data?.pages[0];
  const order = (name: string): void => setSort(sort === name ? `-${name}` : name);
  const matterOf = (line: Form): string => String(line.matterId ?? line.matter_id ?? line.matter ?? '');
  return (
    <>
      <Bar title={title} hint={<span className="t3 s13 num">{view?.formNumber}</span>} end={<Input.Search size="small" allowClear placeholder={t('register.search')} onSearch={setSearch} style={{ width: 220 }} />} />
      {error && !data ? <Failure error={error} what={title} retry={() => void refetch()} /> : !data || !view ? <Loading what={title} lines={10} /> : lines.length === 0 ? <Notice icon="document" title={t(search ? 'register.noMatch' : 'register.empty')}>{t(search ? 'register.noMatchHint' : 'register.emptyHint')}</Notice> : (
        <div className="tbw" tabIndex={0} role="region" aria-label={title}>
          <table className="tb">
            <thead><tr>{fields.map((field) => <th key={field.name} aria-sort={sort === field.name ? 'ascending' : sort === `-${field.name}` ? 'descending' : undefined}>{(view.sortable ?? []).includes(field.name) ? <button type="button" className="quiet" onClick={() => order(field.name)}>{label(field.label)}</button> : label(field.label)}</th>)}</tr></thead>
            <tbody>
              {lines.map((line, index) => (
                <tr key={String(line.id ?? index)} className={line.state === 'void' ? 'void' : ''} onClick={() => matterOf(line) && void navigate(`/${company}/${service}/matters/${matterOf(line)}?from=register`)}>
                  {fields.map((field, column) => (column === 0 && matterOf(line) ? <td key={field.name} className="num"><Link to={`/${company}/${service}/matters/${matterOf(line)}?from=register`}>{String(line[field.name] ?? '')}</Link></td> : <Cell key={field.name} field={field} value={line[field.name]} />))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <footer className="foot"><span>{t('register.total', { n: Number(first?.total ?? 0) })}</span>{first && <span>{(first.gaps ?? []).length ? t('register.gaps', { gaps: (first.gaps ?? []).join('、') }) : t('register.sound')}</span>}{hasNextPage && <Button size="small" onClick={() => void fetchNextPage()}>{t('act.more')}</Button>}</footer>
    </>
  );
}

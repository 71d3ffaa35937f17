import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Problem } from '../api/problem';
import { getRegisters } from '../api/registers';
import type { FieldView, Form } from '../api/wire';
import { kindsQuery } from '../inbox/titles';
import { useKeys } from '../keys';
import { Icon } from '../parts/icon';
import { Key } from '../parts/marks';
import { Failure, Loading, Notice } from '../parts/states';
import { companyAt, companyFullName, companyName, useSession } from '../session';
import { Bar } from '../shell/bar';
import { comma, label, t } from '../words';
import { isVoid } from './cell';
import { Filters, type Filter } from './filters';
import { LinesTable } from './table';
import { useLines } from './use-lines';

/** The kind whose matters fill the register, so that a new one begins here. */
const opens: Record<string, { kind: string; word: 'register.draft' | 'register.enter' }> = {
  'outgoing-documents': { kind: 'outgoing-document', word: 'register.draft' }, 'incoming-documents': { kind: 'incoming-document', word: 'register.enter' },
};
const read = (one: string): Filter => ({ field: one.slice(0, one.indexOf(':')), value: one.slice(one.indexOf(':') + 1) });

/** 登记簿 — the paper book as a table: filters and sort in the address, gaps and total at the foot. */
export default function Register() {
  const { company: address = '', service = '', register = '' } = useParams();
  const { companies } = useSession();
  const navigate = useNavigate();
  const company = companyAt(companies, address);
  const at = company?.id ?? address;
  const [search, setSearch] = useSearchParams();
  const query = useMemo(() => ({ sort: search.get('sort') ?? '', filter: search.getAll('filter'), search: search.get('q') ?? '' }), [search]);
  const views = useQuery({ queryKey: ['registers', service, at], queryFn: () => getRegisters(service, at), staleTime: 600_000 });
  const view = views.data?.registers?.find((one) => one.register === register);
  const { lines, total, gaps, error, data, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useLines(service, at, register, query);
  const kinds = useQuery(kindsQuery(service, at)).data?.kinds;
  const opening = opens[register];
  const mayOpen = opening && kinds?.some((one) => one.kind === opening.kind && one.mayOpen);
  const begin = (): void => { if (mayOpen) void navigate(`/${address}/${service}/new/${opening.kind}`); };
  useKeys(useMemo(() => ({ n: mayOpen ? begin : undefined }), [mayOpen, address, service]));
  const change = useCallback((name: string, values: string[]) => setSearch((before) => {
    before.delete(name);
    values.filter(Boolean).forEach((value) => before.append(name, value));
    return before;
  }, { replace: true }), [setSearch]);
  const end = useCallback(() => { if (hasNextPage && !isFetchingNextPage) void fetchNextPage(); }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const fields = (view?.fields ?? []) as FieldView[];
  const narrowed = query.filter.length > 0 || query.search !== '';
  const voided = lines.filter(isVoid).length;
  const matterOf = (line: Form): string | undefined => (typeof line.matterId === 'string' && line.matterId ? `/${address}/${service}/matters/${line.matterId}?from=register` : undefined);
  if (views.data && !view) return <div className="centred"><Failure error={new Problem(404, '', '')} what="" /></div>;
  const name = label(view?.title, register);
  return (
    <>
      <Bar title={name} hint={<span className="s13 t3 num">{[view?.formNumber, companyName(company)].filter(Boolean).join(' · ')}</span>}
        end={mayOpen ? <Button type="primary" size="small" onClick={begin}>{t(opening.word)} <Key of="n" /></Button> : null} />
      <Filters fields={fields.filter((one) => view?.filterable?.includes(one.name))} filters={query.filter.map(read)} change={(next) => change('filter', next.map((one) => `${one.field}:${one.value}`))}
        search={query.search} find={(text) => change('q', [text])} company={at} nameOf={() => ''} key={narrowed ? 'narrowed' : 'whole'} />
      {error && !data ? <Failure error={error} what={name} retry={() => void refetch()} /> : null}
      {!data && !error ? <Loading what={name} lines={12} /> : null}
      {data && lines.length === 0 && <div className="page">{narrowed ? <Notice icon="filter" title={t('register.noMatch')}>{t('register.noMatchHint')}</Notice> : <Notice icon="book" title={t('register.empty')}>{t('register.emptyHint')}</Notice>}</div>}
      {data && lines.length > 0 && (
        <LinesTable name={`${name} ${companyFullName(company)}`} fields={fields} sortable={new Set(view?.sortable)} lines={lines} sort={query.sort} setSort={(sort) => change('sort', [sort])} address={matterOf} end={end} nameOf={() => ''} />
      )}
      <footer className="foot">
        {data && (gaps.length === 0 ? <span className="ok m"><Icon of="tick" size={14} /> {t('register.sound')}</span> : <span className="over b" role="alert">{t('register.gaps', { gaps: gaps.join(comma()) })}</span>)}
        {voided > 0 && <span>{t('register.voidCount', { n: voided })}</span>}<span className="sp" />{data && <span className="num" data-total={total}>{t('register.total', { n: total })}</span>}
      </footer>
    </>
  );
}

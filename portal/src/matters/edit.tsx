import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { readText } from '../api/files';
import { getMatter } from '../api/matters';
import type { FieldView, Form } from '../api/wire';
import { kindsQuery } from '../inbox/titles';
import { textOf } from '../matter/files';
import { Failure, Loading } from '../parts/states';
import { companyAt, useSession } from '../session';
import { t } from '../words';
import { Editor } from './editor';

/** 起草、修改 — a new matter, a draft, or one that was sent back. */
export default function Edit() {
  const { company: address = '', service = '', kind = '', matter: id = '' } = useParams();
  const { companies } = useSession();
  const company = companyAt(companies, address)?.id ?? address;
  const kinds = useQuery(kindsQuery(service, company));
  const stored = useQuery({ queryKey: ['edit', id], queryFn: () => getMatter({ service, company, matter: id }), enabled: id !== '', gcTime: 0, staleTime: Infinity, refetchOnWindowFocus: false });
  const shown = kinds.data?.kinds?.find((one) => one.kind === (stored.data?.kind ?? kind));
  const file = textOf((shown?.form ?? []) as FieldView[], stored.data?.form as Form | undefined);
  const text = useQuery({ queryKey: ['text', file?.id], queryFn: () => readText(service, company, file?.id ?? ''), enabled: Boolean(file), staleTime: Infinity });
  const error = kinds.error ?? stored.error ?? text.error;
  if (error) return <div className="centred"><Failure error={error} what={t('matter.page')} retry={() => { void kinds.refetch(); void stored.refetch(); void text.refetch(); }} /></div>;
  if (!shown || (id && !stored.data) || (file && !text.data)) return <Loading what={t('matter.page')} lines={10} />;
  return <Editor key={id || `${company}-${kind}`} kind={shown} service={service} company={company} address={address} stored={stored.data} blocks={text.data} />;
}

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { previewPaper } from '../api/docs';
import type { FieldView, FileView, Form, MatterView } from '../api/wire';
import { Failure, Loading, Notice } from '../parts/states';
import { t } from '../words';
import { filesOf } from './files';
import { Pages } from './pages';
import { matterKey } from './use-matter';

const Printed = lazy(() => import('./printed'));

const isPdf = (file: Partial<FileView> | undefined): boolean => file?.mediaType === 'application/pdf';

/** The PDF that a register keeps of this matter, the newest where there were several; of what came from elsewhere, the first scan. */
export const printedOf = (matter: MatterView, fields: FieldView[]): FileView | undefined =>
  (matter.facts ?? []).filter((fact) => isPdf(fact.file)).map((fact) => fact.file as FileView).at(-1)
  ?? (fields.some((field) => field.type === 'text-document') ? undefined : filesOf(fields, matter.form as Form | undefined).find(isPdf));

/** 纸面 — the printed paper where there is one; before, the page as it would print, with what does not exist yet hatched. */
export function Paper({ matter, printed, hasText }: { matter: MatterView; printed: FileView | undefined; hasText: boolean }) {
  const place = { service: matter.service, company: matter.companyId, matter: matter.id };
  const { data, error, refetch } = useQuery({
    queryKey: [...matterKey(place), 'paper', matter.version ?? 0], queryFn: () => previewPaper(matter.companyId, { matterId: matter.id }), enabled: !printed && hasText, staleTime: Infinity,
  });
  if (printed) return <Suspense fallback={<Loading what={t('paper.what')} />}><Printed key={printed.id} file={printed} service={matter.service} company={matter.companyId} /></Suspense>;
  if (!hasText) return <Notice icon="document" title={t('paper.none')}>{t('paper.noneHint')}</Notice>;
  if (error) return <Failure error={error} what={t('paper.what')} retry={() => void refetch()} />;
  if (!data) return <Loading what={t('paper.what')} lines={8} />;
  const missing = data.missingGlyphs ?? [];
  return <>{missing.length > 0 && <div className="line-over">{t('paper.missing', { glyphs: missing.join(' ') })}</div>}<Pages pages={data.pages ?? []} name={t('paper.what')} /></>;
}

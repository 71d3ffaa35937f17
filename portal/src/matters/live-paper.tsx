import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { previewPaper, type Preview } from '../api/docs';
import type { Block, FileView, Form } from '../api/wire';
import { Pages } from '../matter/pages';
import { Failure, Notice } from '../parts/states';
import { t } from '../words';

const quiet = 700;

/** What changes often is asked for when it rests. */
function useResting<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), quiet);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** 版面 — the page as it would print, following the text. */
export function LivePaper({ company, form, blocks }: { company: string; form: Form; blocks: Block[] }) {
  const now = JSON.stringify({
    title: form.title, documentKind: form.documentKind, text: { blocks }, addressees: form.addressees, outsideAddressees: form.outsideAddressees, copiesTo: form.copiesTo, urgency: form.urgency, secrecy: form.secrecy, secrecyYears: form.secrecyYears,
    attachmentNames: ((form.attachments ?? []) as FileView[]).map((file) => file.name ?? ''),
  });
  const asked = useResting(now);
  const body = JSON.parse(asked) as Preview;
  const { data, error, isFetching, refetch } = useQuery({ queryKey: ['preview', company, asked], queryFn: ({ signal }) => previewPaper(company, body, signal), enabled: Boolean(body.title), placeholderData: (before) => before, gcTime: 60_000 });
  const head = (
    <div className="tools"><b className="s13">{t('editor.layout')}</b><span className="s12 t3" role="status">{t(isFetching || now !== asked ? 'editor.layoutOld' : 'editor.layoutLive')}</span></div>
  );
  if (!body.title) return <>{head}<Notice icon="document" title={t('editor.layoutEmpty')} /></>;
  if (error && !data) return <>{head}<Failure error={error} what={t('paper.what')} retry={() => void refetch()} /></>;
  return (
    <>
      {head}
      {(data?.missingGlyphs ?? []).length > 0 && <div className="line-over">{t('paper.missing', { glyphs: (data?.missingGlyphs ?? []).join(' ') })}</div>}
      {data?.pages && <Pages pages={data.pages} name={t('editor.layout')} small />}
    </>
  );
}

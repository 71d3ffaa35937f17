import { useQuery } from '@tanstack/react-query';
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { download, save } from '../api/files';
import type { FileView } from '../api/wire';
import { Icon } from '../parts/icon';
import { Failure, Loading } from '../parts/states';
import { t } from '../words';

GlobalWorkerOptions.workerSrc = worker;
const width = 620;

async function open(service: string, company: string, file: string): Promise<PDFDocumentProxy> {
  const bytes = await (await download(service, company, file)).arrayBuffer();
  return getDocument({ data: bytes, enableXfa: false }).promise;
}

function Sheet({ paper, n }: { paper: PDFDocumentProxy; n: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let task: { cancel(): void; promise: Promise<void> } | undefined;
    let gone = false;
    void paper.getPage(n).then((page) => {
      const target = canvas.current;
      if (!target || gone) return;
      const scale = (width / page.getViewport({ scale: 1 }).width) * Math.max(2, devicePixelRatio);
      const viewport = page.getViewport({ scale });
      target.width = viewport.width;
      target.height = viewport.height;
      task = page.render({ canvas: target, viewport });
      task.promise.catch(() => undefined);
    });
    return () => {
      gone = true;
      task?.cancel();
    };
  }, [paper, n]);
  return <canvas ref={canvas} className="sheet" role="img" aria-label={t('paper.page', { n, all: paper.numPages })} />;
}

/** The paper as it was printed: the very bytes of the PDF, drawn page by page. */
export default function Printed({ file, service, company }: { file: FileView; service: string; company: string }) {
  const { data, error, refetch } = useQuery({ queryKey: ['pdf', file.id], queryFn: () => open(service, company, file.id), staleTime: Infinity, gcTime: 0 });
  const [at, setAt] = useState(1);
  if (error) return <Failure error={error} what={t('paper.what')} retry={() => void refetch()} />;
  if (!data) return <Loading what={t('paper.what')} lines={8} />;
  const pages = Array.from({ length: data.numPages }, (_, index) => index + 1);
  const look = (box: HTMLDivElement): void => {
    const sheets = [...box.querySelectorAll('canvas')];
    setAt(Math.max(1, sheets.filter((sheet) => sheet.offsetTop < box.scrollTop + box.clientHeight / 2).length));
  };
  return (
    <div className="desk">
      <div className="sheets" tabIndex={0} role="region" aria-label={t('paper.what')} onScroll={(event) => look(event.currentTarget)}>
        {pages.map((n) => <Sheet key={n} paper={data} n={n} />)}
      </div>
      <div className="float num">
        {t('paper.page', { n: at, all: data.numPages })}
        <button type="button" className="quiet" aria-label={t('act.download')} onClick={() => void save(service, company, file)}><Icon of="download" size={14} /></button>
      </div>
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { readText } from '../api/files';
import type { Block, FileView } from '../api/wire';
import { Failure, Loading, Notice } from '../parts/states';
import { marks } from '../text/numbering';
import { t } from '../words';

export const textQuery = (service: string, company: string, file: string) => ({
  queryKey: ['text', file], queryFn: () => readText(service, company, file), staleTime: Infinity, gcTime: 600_000,
});

/** 正文 — the structured text, flowing, its levels numbered as the paper numbers them. */
export function Flowing({ blocks }: { blocks: Block[] }) {
  const numbers = marks(blocks);
  return (
    <article className="flow" lang="zh-CN">
      {blocks.map((block, index) => {
        if (block.type === 'table') {
          return <table key={index}><tbody>{block.rows.map((row, at) => <tr key={at}>{(row.cells ?? []).map((cell, column) => <td key={column}>{cell}</td>)}</tr>)}</tbody></table>;
        }
        if (block.type === 'heading') return <p key={index} role="heading" aria-level={block.level + 2} className={`h${block.level}`}>{numbers[index]}{block.text}</p>;
        return <p key={index} className={block.type}>{block.text}</p>;
      })}
    </article>
  );
}

export function TextTab({ service, company, file, addressees }: { service: string; company: string; file: FileView | undefined; addressees: string }) {
  const { data, error, refetch } = useQuery({ ...textQuery(service, company, file?.id ?? ''), enabled: Boolean(file) });
  if (!file) return <Notice icon="document" title={t('text.none')}>{t('text.noneHint')}</Notice>;
  if (error) return <Failure error={error} what={t('tab.text')} retry={() => void refetch()} />;
  if (!data) return <Loading what={t('tab.text')} lines={8} />;
  return <div className="read">{addressees && data[0]?.type !== 'salutation' && <p className="flow" lang="zh-CN">{addressees}：</p>}<Flowing blocks={data} /></div>;
}

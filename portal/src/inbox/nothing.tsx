import { Button } from 'antd';
import { Notice } from '../parts/states';
import { t } from '../words';

/** An empty inbox says what is empty, what is next, and offers one action. */
export function Nothing({ view, all, showAll }: { view: string; all: number; showAll(): void }) {
  if (view === 'all' || all === 0) return <Notice icon="tick" title={t('inbox.emptyAll')}>{t('inbox.emptyAllHint')}</Notice>;
  return <Notice icon="filter" title={t('inbox.emptyView')} action={<Button size="small" onClick={showAll}>{t('inbox.showAll')}</Button>}>{t('inbox.emptyViewHint', { n: all })}</Notice>;
}

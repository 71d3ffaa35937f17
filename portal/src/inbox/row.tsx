import type { RowView } from '../api/wire';
import { due, short } from '../formats/dates';
import { Icon } from '../parts/icon';
import { Secrecy, Urgency } from '../parts/marks';
import { label, language, t } from '../words';
import type { KindTitles } from './titles';

/** What a row is called: its title, or kind and number where the title may not be shown before opening. */
export const rowTitle = (row: RowView, titles: KindTitles): string => row.title || titles.number(row) || titles.kind(row);

/** 待办行 — marks, title, due; then the verb asked of me, from whom, and what decides. */
export function TaskRow({ row, now, on, fresh, titles, foreign, height, open }: { row: RowView; now: Date; on: boolean; fresh: boolean; titles: KindTitles; foreign: string; height: number; open(): void }) {
  const when = row.held ? undefined : due(row.dueAt, now, true);
  const applicant = language() === 'en' ? row.applicantEn || row.applicant : row.applicant;
  const from = [...new Set([foreign, row.applicantDepartment, applicant])].filter(Boolean).join(' ');
  const more = [row.title ? titles.number(row) || titles.kind(row) : t('inbox.masked'), row.round && row.round > 1 ? t('inbox.round', { n: row.round }) : '', row.urged ? t('inbox.urged', { n: row.urged }) : ''];
  const arrived = row.openedAt ? short(new Date(row.openedAt), now) : '';
  return (
    <div id={`task-${row.taskId}`} role="option" aria-selected={on} data-task={row.taskId} data-matter={row.matterId} className={`it${on ? ' on' : ''}${fresh ? ' new' : ''}`} style={{ height }} onClick={open}>
      <div className="it-main">
        <div className="tt">
          <Urgency of={row.urgency} /><Secrecy of={row.secrecy} />
          {row.taskKind === 'revise' && <span className="ret"><Icon of="back" /></span>}
          <b className="ell" lang="zh-CN" title={rowTitle(row, titles)}>{rowTitle(row, titles)}</b>
        </div>
        <div className="sub ell"><em>{label(titles.step(row))}</em><span className="ell">{[from, ...more].filter(Boolean).join(' · ')}</span></div>
      </div>
      <div className="rt">
        {row.held ? <span className="t3">{t('inbox.held')}</span> : <span className={when ? `${when.tone === 'over' ? 'over b' : ''}` : 't3'}>{when?.text ?? t('inbox.none')}</span>}
        <small>{arrived}</small>
      </div>
    </div>
  );
}

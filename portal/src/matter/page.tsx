import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import type { TaskView } from '../api/wire';
import { DecisionBar } from '../decide/bar';
import { due, within } from '../formats/dates';
import { caseNumber } from '../inbox/titles';
import { useKeys } from '../keys';
import { DuplicatesWarning } from '../matters/docs/incoming-document/duplicates';
import { Icon } from '../parts/icon';
import { Key } from '../parts/marks';
import { Failure, Loading } from '../parts/states';
import { useCompact } from '../parts/use-compact';
import { companyAt, useSession } from '../session';
import { WayColumn } from '../way/way';
import { label, t } from '../words';
import { Header } from './header';
import { LastWord } from './last-word';
import { Left } from './left';
import { useNeighbours } from './neighbours';
import { stepTitle, useMatter, useNames } from './use-matter';

/** 事项页 — what is asked, why me, what others said, what happens after; the decision is at the bottom. */
export function MatterPage() {
  const { company = '', service = '', matter: id = '' } = useParams();
  const { companies } = useSession();
  const place = useMemo(() => ({ service, company: companyAt(companies, company)?.id ?? company, matter: id }), [service, company, companies, id]);
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const compact = useCompact();
  const { matter, way, kind } = useMatter(place);
  const nameOf = useNames(matter.data);
  const { before, after, position } = useNeighbours(search.get('task') ?? '', id);
  const [now] = useState(() => new Date());
  /** The task that the bar is about, also when somebody else has just done it. */
  const held = useRef('');
  const back = (): void => {
    if (search.get('from')) void navigate(-1);
    else void navigate(search.get('task') ? `/inbox?task=${search.get('task')}` : '/inbox');
  };
  const keys = useMemo(() => ({ Escape: back, j: after ? () => void navigate(after) : undefined, k: before ? () => void navigate(before) : undefined }), [before, after, navigate, search]);
  useKeys(keys);
  const view = matter.data;
  if (matter.error && !view) return <div className="centred"><Failure error={matter.error} what={t('matter.page')} retry={() => void matter.refetch()} /></div>;
  if (!view) return <Loading what={t('matter.page')} lines={10} />;
  const tasks = (view.tasks ?? []) as TaskView[];
  const task = tasks.find((one) => one.mine && one.id === search.get('task')) ?? tasks.find((one) => one.mine && one.state === 'open') ?? tasks.find((one) => one.mine);
  const title = stepTitle(kind);
  if (task) held.current = task.id;
  const late = due((task ?? tasks.find((one) => one.state === 'open'))?.dueAt, now);
  const reload = (): void => { void matter.refetch(); void way.refetch(); };
  return (
    <div className="mp" data-matter={view.id} data-state={view.state}>
      <header className="bar">
        <Button size="small" type="text" onClick={back} {...(compact ? { 'aria-label': t('act.back') } : {})}><Icon of="left" /><span className="dk">{t(search.get('from') ? 'act.back' : 'nav.inbox')}</span></Button>
        <span className="vsep dk" /><span className="t2 s13">{compact && task ? label(task.title) : label(kind?.title, view.kind)}</span><span className="t3 s13 num dk" data-serial>{caseNumber(kind, view.serial)}</span><span className="sp" />
        {late && <span className={`s13 m num ${late.tone}`}>{late.tone === 'over' ? late.text : t('matter.due', { when: within(late.text) })}</span>}
        {position && <span className="s12 t3 num">{position}</span>}
        <Button className="dk" size="small" type="text" disabled={!before} aria-label={t('act.previous')} onClick={() => before && void navigate(before)}><Key of="k" /></Button>
        <Button className="dk" size="small" type="text" disabled={!after} aria-label={t('act.next')} onClick={() => after && void navigate(after)}><Key of="j" /></Button>
        <Button className="dk" size="small" type="text" aria-label={t('matter.print')} title={t('matter.print')} onClick={() => window.print()}><Icon of="print" /></Button>
      </header>
      <Header matter={view} way={way.data} task={task} kindTitle={label(kind?.title, view.kind)} now={now} />
      <div className="mx">
        <div className="col">
          <Left key={view.id} matter={view} kind={kind} way={way.data} place={place} nameOf={nameOf} now={now}
            extra={view.kind === 'incoming-document' ? <DuplicatesWarning matter={view} /> : null} />
        </div>
        {!compact && (
          <aside className="right" aria-label={t('way.title')}>
            {way.error && !way.data ? <Failure error={way.error} what={t('way.title')} retry={() => void way.refetch()} /> : way.data ? <WayColumn way={way.data} matter={view} title={title} now={now} /> : <Loading what={t('way.title')} />}
          </aside>
        )}
      </div>
      {compact && way.data && <LastWord way={way.data} title={title} now={now} />}
      <DecisionBar key={`${view.id}-${held.current}`} wide matter={view} task={task} way={way.data} nameOf={nameOf} edit={`${pathname}/edit`} done={reload} reload={reload} />
    </div>
  );
}

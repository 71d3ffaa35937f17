import { Button } from 'antd';
import { useMemo } from 'react';
import type { FieldView, Form, RowView, TaskView } from '../api/wire';
import { DecisionBar } from '../decide/bar';
import { Facts } from '../matter/facts';
import { Files, filesOf, textOf } from '../matter/files';
import { TextTab } from '../matter/text';
import { stepTitle, useMatter, useNames } from '../matter/use-matter';
import { Why } from '../matter/why';
import { at } from '../formats/dates';
import { Icon } from '../parts/icon';
import { Initial, Key, Secrecy, StateTag, Urgency } from '../parts/marks';
import { Failure, Loading } from '../parts/states';
import { companyAt, useSession } from '../session';
import { FlatWay } from '../way/flat';
import { actor, place as placeOf } from '../way/people';
import { opinions } from '../way/rounds';
import { label, personName, say, t } from '../words';
import { rowTitle } from './row';
import type { KindTitles } from './titles';

interface Asked {
  row: RowView;
  index: number;
  all: number;
  titles: KindTitles;
  next(by: 1 | -1): void;
  open(): void;
  done(): void;
}

/** 预览 — the matter beside the list, with its decision under it. */
export function Preview({ row, index, all, titles, next, open, done }: Asked) {
  const { companies, me } = useSession();
  const place = useMemo(() => ({ service: row.service, company: row.companyId, matter: row.matterId }), [row.service, row.companyId, row.matterId]);
  const { matter, way, kind } = useMatter(place);
  const nameOf = useNames(matter.data);
  const now = new Date();
  const view = matter.data;
  const fields = (kind?.form ?? []) as FieldView[];
  const form = view?.form as Form | undefined;
  const task = ((view?.tasks ?? []) as TaskView[]).find((one) => one.id === row.taskId);
  const given = way.data ? opinions(way.data) : [];
  const text = textOf(fields, form);
  const edit = `/${companyAt(companies, row.companyId)?.code ?? row.companyId}/${row.service}/matters/${row.matterId}/edit`;
  return (
    <>
      <div className="pv-h">
        <div className="row s12 t2">
          <Urgency of={row.urgency} /><Secrecy of={row.secrecy} /><span>{titles.kind(row)}</span><span className="num t3">{titles.number(row)}</span><span className="sp" />
          <Button size="small" type="text" aria-label={t('act.previous')} onClick={() => next(-1)}><Icon of="left" size={14} /><Key of="k" /></Button>
          <span className="num">{t('inbox.position', { n: index + 1, all })}</span>
          <Button size="small" type="text" aria-label={t('act.next')} onClick={() => next(1)}><Key of="j" /><Icon of="right" size={14} /></Button>
          <Button size="small" onClick={open}>{t('inbox.openFull')} <Key of="Enter" /></Button>
        </div>
        <div className="row"><h2 className="title" lang="zh-CN" aria-live="polite">{view?.title || rowTitle(row, titles)}</h2>{view && <StateTag state={view.state} />}</div>
        {view && <div className="note"><Icon of="info" /><Why matter={view} way={way.data} task={task} now={now} lay /></div>}
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('inbox.facts')}>
        {matter.error && !view ? <Failure error={matter.error} what={t('matter.page')} retry={() => void matter.refetch()} /> : null}
        {!view && !matter.error && <Loading what={t('matter.page')} lines={8} />}
        {view && <Facts fields={fields.filter((field) => field.name !== 'title')} form={form} nameOf={nameOf} />}
        {view && filesOf(fields, form).length + (view.facts ?? []).filter((fact) => fact.file?.id).length > 0 && <Files matter={view} fields={fields} />}
        {way.data && <><h3 className="h">{t('inbox.way')}</h3><FlatWay way={way.data} title={stepTitle(kind)} now={now} /></>}
        {given.length > 0 && <h3 className="h">{t('inbox.opinions')} <span className="t3 s12">{t('inbox.count', { n: given.length })}</span></h3>}
        {given.map((line) => (
          <div key={line.no} className="said"><Initial small name={personName(line.actor)} />
            <div><b>{actor(line, me.id)}</b> <span className="t2">{placeOf(line.actor)} {label(line.title)}</span> <span className={line.operation === 'return' ? 'ret m' : line.operation === 'disagree' ? 'over m' : 'ok m'}>{/submit$/.test(line.operation ?? '') ? '' : say(`op.${line.operation}`, '')}</span> <span className="t3 s12 num">{line.at ? at(new Date(line.at), now) : ''}</span><br />{line.opinion}</div>
          </div>
        ))}
        {view && text && <><h3 className="h">{t('tab.text')}</h3><TextTab service={row.service} company={row.companyId} file={text} addressees="" /></>}
      </div>
      {view && <DecisionBar key={row.taskId} matter={view} task={task} way={way.data} nameOf={nameOf} edit={edit} done={done} reload={() => { void matter.refetch(); void way.refetch(); }} />}
    </>
  );
}

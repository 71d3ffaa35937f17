import { useState, type ReactNode } from 'react';
import type { FieldView, Form, KindView, MatterView, WayView } from '../api/wire';
import { useCompact } from '../parts/use-compact';
import { say, t } from '../words';
import { WayColumn } from '../way/way';
import { ChangesHint } from './changes-hint';
import { Diff } from './diff';
import { Facts } from './facts';
import { Files, filesOf, textOf } from './files';
import { MatterFacts } from './matter-facts';
import { Paper, printedOf } from './paper';
import { Receipts } from './receipts';
import { Tabs } from './tabs';
import { TextTab } from './text';
import type { Place } from '../api/matters';
import { stepTitle, useVersions, type NameOf } from './use-matter';
import { shown } from './value';

/** What the matter is about: paper, text, form, files, changes, receipts; each only where there is such a thing. */
export function Left({ matter, kind, way, place, nameOf, now, extra }: { matter: MatterView; kind: KindView | undefined; way: WayView | undefined; place: Place; nameOf: NameOf; now: Date; extra?: ReactNode }) {
  const compact = useCompact();
  const [chosen, choose] = useState('');
  const fields = (kind?.form ?? []) as FieldView[];
  const form = matter.form as Form | undefined;
  const text = textOf(fields, form);
  const versions = useVersions(place, (matter.text?.number ?? 0) > 1).data ?? [];
  const papers = (matter.facts ?? []).filter((fact) => fact.file?.id).length;
  const files = filesOf(fields, form).length + papers;
  const printed = printedOf(matter, fields);
  const hasPaper = Boolean(printed || (text && fields.some((field) => field.type === 'text-document')));
  const sent = matter.kind === 'outgoing-document' && ['approved', 'completed'].includes(matter.state);
  const tabs = [
    ...(hasPaper ? [{ key: 'paper', name: t('tab.paper') }] : []), ...(text ? [{ key: 'text', name: t('tab.text') }] : []),
    { key: 'form', name: say(`tab.formOf.${matter.kind}`, t('tab.form')) },
    ...(compact ? [{ key: 'way', name: t('tab.way') }] : []),
    { key: 'files', name: files ? t('tab.filesN', { n: files }) : t('tab.files') },
    ...((matter.text?.number ?? 0) > 1 ? [{ key: 'changes', name: t('tab.changes') }] : []),
    ...(sent ? [{ key: 'receipts', name: t('tab.receipts') }] : []),
  ];
  if (compact && text) tabs.sort((one, other) => Number(other.key === 'text') - Number(one.key === 'text'));
  const value = tabs.some((one) => one.key === chosen) ? chosen : (tabs[0]?.key ?? '');
  /** In a text bodies are called as the text calls them, whatever language the screen speaks. */
  const written: NameOf = (id) => matter.names?.find((one) => one.id === id)?.zh || nameOf(id);
  const addressees = fields.filter((field) => field.name === 'addressees' || /^outside_?addressees$/i.test(field.name)).map((field) => shown(field, form, written)).filter(Boolean).join('、');
  const hint = versions.length > 1 ? <ChangesHint matter={matter} fields={fields} versions={versions} nameOf={nameOf} open={() => choose('changes')} /> : null;
  return (
    <Tabs tabs={tabs} value={value} choose={choose} end={hint}>
      {value === 'paper' && <Paper matter={matter} printed={printed} hasText={Boolean(text)} />}
      {value === 'text' && <TextTab service={place.service} company={place.company} file={text} addressees={addressees} />}
      {value === 'form' && <div className="read wide">{extra}<MatterFacts matter={matter} now={now} /><Facts fields={fields} form={form} nameOf={nameOf} /></div>}
      {value === 'way' && <div className="read">{way && <WayColumn way={way} matter={matter} title={stepTitle(kind)} now={now} />}</div>}
      {value === 'files' && <div className="read wide"><Files matter={matter} fields={fields} /></div>}
      {value === 'changes' && <Diff key={versions.length} matter={matter} fields={fields} versions={versions} nameOf={nameOf} now={now} />}
      {value === 'receipts' && <Receipts matter={matter} now={now} />}
    </Tabs>
  );
}

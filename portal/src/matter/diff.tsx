import { Select } from 'antd';
import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { FieldView, Form, MatterView, VersionView } from '../api/wire';
import { at } from '../formats/dates';
import { Failure, Loading, Notice } from '../parts/states';
import { compare, countChanges, type Stretch } from '../text/changes';
import { label, personName, t } from '../words';
import { textOf } from './files';
import { textQuery } from './text';
import type { NameOf } from './use-matter';
import { shown } from './value';

/** Fields whose shown value differs between two versions. */
export function changedFields(fields: FieldView[], old: Form | undefined, fresh: Form | undefined, nameOf: NameOf): { field: FieldView; before: string; after: string }[] {
  return fields.filter((field) => label(field.label) && field.type !== 'text-document').flatMap((field) => {
    const [before, after] = [shown(field, old, nameOf), shown(field, fresh, nameOf)];
    return before === after ? [] : [{ field, before, after }];
  });
}

export function Stretches({ of }: { of: Stretch[] }) {
  return of.map((one, index) => {
    if (one.kind === 'same') return <span key={index}>{one.text}</span>;
    return one.kind === 'del' ? <del key={index} aria-label={t('diff.removed')}>{one.text}</del> : <ins key={index} aria-label={t('diff.inserted')}>{one.text}</ins>;
  });
}

/** The two versions compared, texts included. */
export function useCompared(matter: MatterView, fields: FieldView[], old: VersionView | undefined, fresh: VersionView | undefined) {
  const files = [old, fresh].map((version) => textOf(fields, version?.form as Form | undefined));
  const texts = useQueries({ queries: files.map((file) => ({ ...textQuery(matter.service, matter.companyId, file?.id ?? ''), enabled: Boolean(file) })) });
  const [before, after] = [texts[0]?.data, texts[1]?.data];
  const compared = useMemo(() => (before && after ? compare(before, after) : undefined), [before, after]);
  return { compared, error: texts.find((one) => one.error)?.error, hasText: files.every(Boolean) };
}

/** 修改对比 — inline, paragraph by paragraph; fields first, material ones say what that means. */
export function Diff({ matter, fields, versions, nameOf, now }: { matter: MatterView; fields: FieldView[]; versions: VersionView[]; nameOf: NameOf; now: Date }) {
  const last = versions.length - 1;
  const [pair, setPair] = useState<[number, number]>([Math.max(0, last - 1), last]);
  const [old, fresh] = [versions[pair[0]], versions[pair[1]]];
  const { compared, error, hasText } = useCompared(matter, fields, old, fresh);
  if (last < 1) return <Notice icon="changes" title={t('diff.none')}>{t('diff.noneHint')}</Notice>;
  const options = versions.map((one, index) => ({ value: index, label: t('diff.versions', { n: one.number }) }));
  const changed = changedFields(fields, old?.form as Form, fresh?.form as Form, nameOf);
  return (
    <div className="read diff">
      <div className="row s13">
        <span className="t2">{t('diff.from')}</span><Select size="small" aria-label={t('diff.from')} options={options} value={pair[0]} onChange={(value) => setPair([value, pair[1]])} />
        <span className="t2">{t('diff.to')}</span><Select size="small" aria-label={t('diff.to')} options={options} value={pair[1]} onChange={(value) => setPair([pair[0], value])} />
        <span className="sp" />{fresh?.frozenAt && <span className="t3 s12">{t('diff.by', { who: personName(fresh.by), when: at(new Date(fresh.frozenAt), now) })}</span>}
      </div>
      {changed.map(({ field, before, after }) => (
        <div key={field.name} className="changed">
          <span className="t2">{label(field.label)}</span><span>{before && <del>{before}</del>} {after && <ins>{after}</ins>}</span>
          {field.material && <span className="s12 t3"><span className="tag soon">{t('diff.material')}</span> {t('diff.materialHint')}</span>}
        </div>
      ))}
      {error ? <Failure error={error} what={t('tab.text')} /> : hasText && !compared ? <Loading what={t('tab.text')} /> : null}
      {compared && countChanges(compared) === 0 && <p className="t3">{t('diff.same')}</p>}
      <article className="flow" lang="zh-CN">{compared?.map((one, index) => <p key={index} className={one.level ? `h${one.level}` : ''}><Stretches of={one.stretches} /></p>)}</article>
    </div>
  );
}

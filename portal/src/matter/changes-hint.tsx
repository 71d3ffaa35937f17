import type { FieldView, Form, MatterView, VersionView } from '../api/wire';
import { Icon } from '../parts/icon';
import { countChanges } from '../text/changes';
import { t } from '../words';
import { changedFields, useCompared } from './diff';
import type { NameOf } from './use-matter';

/** How much the text in force differs from the one before; opens the comparison. */
export function ChangesHint({ matter, fields, versions, nameOf, open }: { matter: MatterView; fields: FieldView[]; versions: VersionView[]; nameOf: NameOf; open(): void }) {
  const [old, fresh] = versions.slice(-2);
  const { compared } = useCompared(matter, fields, old, fresh);
  if (!old || !fresh) return null;
  const count = changedFields(fields, old.form as Form, fresh.form as Form, nameOf).length + (compared ? countChanges(compared) : 0);
  return <button type="button" className="quiet s13 pri" onClick={open}><Icon of="changes" size={14} />{t('diff.changes', { n: fresh.number, m: old.number, c: count })}</button>;
}

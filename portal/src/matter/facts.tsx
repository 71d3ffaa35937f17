import type { FieldView, Form } from '../api/wire';
import { label } from '../words';
import type { NameOf } from './use-matter';
import { isFile, shown } from './value';

const long = 24;

/** 表单内容 — the form as it was filled in, two fields to a line; what is empty is left out. */
export function Facts({ fields, form, nameOf, all = false }: { fields: FieldView[]; form: Form | undefined; nameOf: NameOf; all?: boolean }) {
  const lines = fields.filter((field) => label(field.label) && !isFile(field)).map((field) => ({ field, text: shown(field, form, nameOf) })).filter(({ text }) => all || text);
  return (
    <dl className="dl">
      {lines.map(({ field, text }) => {
        const wide = field.type === 'multiline' || field.repeated || text.length > long;
        return <div key={field.name} className={wide ? 'w' : ''}><dt>{label(field.label)}</dt><dd className={field.type === 'number' || field.type === 'money' ? 'num' : ''}>{text || '—'}</dd></div>;
      })}
    </dl>
  );
}

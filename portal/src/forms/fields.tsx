import type { FieldProblem } from '../api/problem';
import type { FieldView, Form } from '../api/wire';
import { fieldOf } from '../matter/use-matter';
import { label, t } from '../words';
import { blank, FieldInput } from './input';

export interface Fields {
  fields: FieldView[];
  form: Form;
  change(name: string, value: unknown): void;
  service: string;
  company: string;
  nameOf(id: string): string;
  errors: Record<string, string>;
  prefix: string;
}

const half = new Set(['choice', 'number', 'date', 'boolean', 'money']);

/** Fields of a form that a person fills in: labelled ones that the service does not work out itself. */
export const fillable = (fields: FieldView[]): FieldView[] => fields.filter((field) => !field.computed && field.type !== 'text-document' && label(field.label) !== '');

/** The name under which a form keeps the field: camel case, as JSON has it. */
export const key = (field: FieldView): string => field.name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** What is missing, by field. */
export function missing(fields: FieldView[], form: Form): Record<string, string> {
  return Object.fromEntries(fields.filter((field) => field.required && !field.computed && blank(fieldOf(form, field.name))).map((field) => [key(field), t('form.required', { field: label(field.label, field.name) })]));
}

/** The server's field errors by the form's own names: `form.document_kind` and `documentKind` are one. */
export function byField(problems: FieldProblem[]): Record<string, string> {
  return Object.fromEntries(problems.map(({ field, text }) => [(field.split('.').at(-1) ?? field).replace(/\[\d+\]$/, '').replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase()), text]));
}

/** 表单栏 — drawn from the contract's descriptors; the error stands under its field. */
export function FormFields({ fields, form, change, service, company, nameOf, errors, prefix }: Fields) {
  return (
    <div className="ff">
      {fields.map((field) => {
        const name = key(field);
        const id = `${prefix}-${name}`;
        const error = errors[name];
        return (
          <div key={name} className={half.has(field.type) || (field.choices ?? []).length > 0 ? 'half' : ''} data-field={name}>
            {field.type !== 'boolean' && <label className="lab" htmlFor={id}>{label(field.label)}{field.required && <span className="must" aria-hidden="true">*</span>}</label>}
            <FieldInput field={field} value={fieldOf(form, field.name)} change={(value) => change(name, value)} service={service} company={company} nameOf={nameOf} id={id} error={error} />
            {error && <div className="err" id={`${id}-error`}>{error}</div>}
          </div>
        );
      })}
    </div>
  );
}

import type { FieldView, FileView, Form } from '../api/wire';
import { localDate } from '../formats/dates';
import { money } from '../formats/numbers';
import { comma, label, t } from '../words';
import { fieldOf, type NameOf } from './use-matter';

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value]);
const ids = new Set(['person', 'department', 'company']);
export const isFile = (field: FieldView): boolean => field.type === 'file' || field.type === 'text-document';

/** One value of a field as text. What is chosen is its label, what is an id is its name. */
function one(field: FieldView, value: unknown, nameOf: NameOf): string {
  if (ids.has(field.type)) return nameOf(String(value));
  if (field.type === 'choice' || (field.choices ?? []).length > 0) return label(field.choices?.find((choice) => (choice.value ?? '') === value), String(value));
  if (field.type === 'date') return localDate(value);
  if (field.type === 'money') return money(value as { amount?: string; currency?: string });
  if (field.type === 'boolean') return t(value ? 'fact.yes' : 'fact.no');
  if (isFile(field)) return (value as FileView).name ?? '';
  if (typeof value === 'object') return (field.fields ?? []).map((part) => shown(part, value as Form, nameOf)).filter(Boolean).join(' ');
  return String(value);
}

/** 值 — a field of a form as a reader sees it; empty text where there is nothing. */
export function shown(field: FieldView | { name?: string; type?: string }, form: Form | undefined, nameOf: NameOf): string {
  const known = field as FieldView;
  const value = fieldOf(form, known.name);
  const choice = (value === undefined || value === '') && !known.repeated ? known.choices?.find((each) => !each.value) : undefined;
  if (choice) return label(choice);
  if (value === false || value === 0) return known.type === 'boolean' ? t('fact.no') : '';
  return list(value).map((each) => one(known, each, nameOf)).filter(Boolean).join(comma());
}

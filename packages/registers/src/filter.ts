import { Refusal } from '@chancery/domain';
import { allowedField, type FieldType, type PageRequest, type Register, type RegisterField } from './register';
import type { Values } from './statement';

/** PostgreSQL type that a value of the field is compared as. */
export const SQL_TYPE: Record<FieldType, string> = {
  text: 'text',
  number: 'numeric',
  date: 'date',
  time: 'timestamptz',
  choice: 'text',
  person: 'text',
  department: 'text',
  company: 'text',
  file: 'text',
  boolean: 'boolean',
};

const SHAPE: Partial<Record<FieldType, RegExp>> = {
  number: /^-?\d{1,18}(\.\d{1,6})?$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  time: /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/,
  boolean: /^(true|false)$/,
};
const RANGED: FieldType[] = ['number', 'date', 'time'];

/** The column as the type that it is compared as: ids are uuids in the table and words here. */
export const comparable = (field: RegisterField): string => (SQL_TYPE[field.type] === 'text' ? `${field.column}::text` : field.column);

/** A day or moment that exists: 2026-02-30 does not. */
function exists(value: string): boolean {
  const day = value.slice(0, 10);
  const moment = new Date(value.length > 10 ? value : `${value}T00:00:00Z`);
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

function checked(field: RegisterField, value: string): string {
  const known = field.type !== 'choice' || !field.choices || field.choices.some((choice) => choice.value === value);
  const shaped = SHAPE[field.type]?.test(value) ?? true;
  const real = !['date', 'time'].includes(field.type) || (shaped && exists(value));
  if (!known || !shaped || !real) throw new Refusal('invalid', 'filter', { zh: '“{field}”没有这样的值', en: '{field} has no such value' }, { arguments: { field: field.name } });
  return value;
}

/** Conditions of filter and search. A field named twice: any of its values. Numbers, dates and times take `from..to`, either side open. */
export function conditions(register: Register, request: PageRequest, values: Values): string[] {
  const parts: string[] = [];
  const wanted = new Map<string, string[]>();
  for (const { field, value } of request.filter) wanted.set(field, [...(wanted.get(field) ?? []), value]);
  for (const [name, list] of wanted) {
    const field = allowedField(register, name, 'filterable');
    parts.push(`(${list.map((value) => one(field, value, values)).join(' OR ')})`);
  }
  const search = request.search?.trim();
  const searched = register.fields.filter((field) => field.type === 'text');
  if (search && searched.length) {
    const place = values.add(`%${search.replace(/[\\%_]/g, '\\$&')}%`);
    parts.push(`(${searched.map((field) => `${field.column}::text ILIKE ${place}`).join(' OR ')})`);
  }
  return parts;
}

function one(field: RegisterField, value: string, values: Values): string {
  const type = SQL_TYPE[field.type];
  const column = comparable(field);
  const [from = '', to, rest] = value.split('..');
  if (RANGED.includes(field.type) && to !== undefined && rest === undefined && (from || to)) {
    const ends = [from && `${column} >= ${values.add(checked(field, from))}::${type}`, to && `${column} <= ${values.add(checked(field, to))}::${type}`];
    return `(${ends.filter(Boolean).join(' AND ')})`;
  }
  return `${column} = ${values.add(checked(field, value))}::${type}`;
}

import { Checkbox, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { FieldView, FileView, Form } from '../api/wire';
import { localDate } from '../formats/dates';
import { label, t } from '../words';
import { CompanyPicker, DepartmentPicker, PersonPicker } from './pickers';
import { UploadField } from './upload';

export interface Filling {
  field: FieldView;
  value: unknown;
  change(value: unknown): void;
  service: string;
  company: string;
  nameOf(id: string): string;
  id: string;
  error?: string | undefined;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value ? [String(value)] : []);
const pickers: Record<string, typeof PersonPicker> = { person: PersonPicker, department: DepartmentPicker, company: CompanyPicker };

function Money({ value, change, id, ...rest }: { value: unknown; change(value: unknown): void; id: string; 'aria-describedby': string | undefined }) {
  const amount = (value as { amount?: string } | undefined)?.amount ?? '';
  const currency = (value as { currency?: string } | undefined)?.currency ?? 'CNY';
  return <InputNumber<string> id={id} {...rest} stringMode precision={2} min="0" value={amount} style={{ width: '100%' }} suffix={currency} onChange={(next) => change(next ? { amount: String(next), currency } : undefined)} />;
}

/** 栏 — how one field is filled in, by its type alone. Ids are never typed: what is chosen is shown by name. */
export function FieldInput({ field, value, change, service, company, nameOf, id, error }: Filling) {
  const many = Boolean(field.repeated);
  const name = label(field.label, field.name);
  const shared = { id, 'aria-describedby': error ? `${id}-error` : undefined, ...(error ? { status: 'error' as const } : {}) };
  const Picker = pickers[field.type];
  if (Picker) {
    const give = (ids: string[]): void => change(many ? ids : (ids[0] ?? ''));
    return <Picker id={id} many={many} value={texts(value)} change={give} company={company} nameOf={nameOf} label={name} invalid={Boolean(error)} described={shared['aria-describedby']} />;
  }
  if (field.type === 'file') {
    const files = (Array.isArray(value) ? value : value ? [value] : []) as FileView[];
    return <UploadField service={service} company={company} many={many} value={files} change={(next) => change(many ? next : next[0])} label={name} />;
  }
  if (field.type === 'choice' || (field.choices ?? []).length > 0) {
    const options = (field.choices ?? []).map((one) => ({ value: one.value ?? '', label: label(one) }));
    const blank = options.some((one) => one.value === '') ? '' : undefined;
    return <Select<string | undefined> {...shared} aria-label={name} value={(value as string | undefined) || blank} options={options} placeholder={t('form.choose')} onChange={(next) => change(next ?? '')} style={{ width: '100%' }} />;
  }
  if (field.type === 'boolean') return <Checkbox id={id} checked={Boolean(value)} onChange={(event) => change(event.target.checked)}>{name}</Checkbox>;
  if (field.type === 'number') return <InputNumber {...shared} min={0} precision={0} value={(value as number | undefined) || null} onChange={(next) => change(next ?? 0)} style={{ width: '100%' }} />;
  if (field.type === 'money') return <Money id={id} aria-describedby={shared['aria-describedby']} value={value} change={change} />;
  if (field.type === 'date') {
    const day = localDate(value);
    return <DatePicker {...shared} aria-label={name} value={day ? dayjs(day) : null} onChange={(next) => change(next ? { value: next.format('YYYY-MM-DD') } : undefined)} style={{ width: '100%' }} />;
  }
  if (many) return <Select<string[]> {...shared} mode="tags" open={false} suffixIcon={null} aria-label={name} value={texts(value)} placeholder={t('form.addLine')} onChange={change} tokenSeparators={['、', '；', ';', '\n']} style={{ width: '100%' }} />;
  const limit = field.maxLength ? { maxLength: field.maxLength } : {};
  if (field.type === 'multiline') return <Input.TextArea {...shared} {...limit} autoSize={{ minRows: 2, maxRows: 10 }} value={(value as string | undefined) ?? ''} onChange={(event) => change(event.target.value)} />;
  return <Input {...shared} {...limit} value={(value as string | undefined) ?? ''} onChange={(event) => change(event.target.value)} />;
}

/** Nothing has been filled in. */
export const blank = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
/** A copy without what is empty, as the contract sends it. */
export const filled = (form: Form): Form => Object.fromEntries(Object.entries(form).filter(([, value]) => !blank(value)));

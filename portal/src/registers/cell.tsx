import type { FieldView, Form } from '../api/wire';
import { at, dayStart, localDate, onDay } from '../formats/dates';
import { StateTag, Urgency } from '../parts/marks';
import { shown } from '../matter/value';
import { comma, say, t } from '../words';

/** A line that was made void stays in the book, struck. */
export const isVoid = (line: Form): boolean => Boolean(line.voidAt ?? line.void) || line.state === 'void';

const names = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(names).filter(Boolean).join(comma());
  if (typeof value === 'object' && value !== null) {
    const one = value as { zh?: string; name?: string };
    return one.zh ?? one.name ?? '';
  }
  return typeof value === 'string' && !/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(value) ? value : '';
};

/** 格 — one value of a line by the type of its column. */
export function Cell({ field, line, now, nameOf }: { field: FieldView; line: Form; now: Date; nameOf(id: string): string }) {
  const value = line[field.name];
  if (field.name === 'state' && typeof value === 'string') return <StateTag state={value} />;
  if (value === undefined || value === null) return field.type === 'choice' ? <>{shown(field, line, nameOf)}</> : null;
  if (field.type === 'time') return <>{at(new Date(String(value)), now)}</>;
  if (field.type === 'date') return <>{localDate(value) ? onDay(dayStart(localDate(value)), now) : ''}</>;
  if (field.type === 'person' || field.type === 'department' || field.type === 'company') return <>{names(value) || nameOf(String(value))}</>;
  if (field.type === 'boolean') return <>{t(value ? 'fact.yes' : 'fact.no')}</>;
  if (field.name === 'urgency') return say(`urgency.${String(value)}`, '') ? <Urgency of={String(value)} /> : null;
  return <>{shown(field, line, nameOf)}</>;
}

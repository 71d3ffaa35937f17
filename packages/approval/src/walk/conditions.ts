import type { Fields, Json } from '../matter';
import type { Condition, FieldPath } from '../process';

/** What conditions and seats look at: form with computed fields, and the entries of the present round. */
export interface Data {
  fields: Fields;
  entries: Record<string, Fields>;
  steps: ReadonlySet<string>;
}

const within = (value: Json | undefined, names: string[]): Json | undefined =>
  names.reduce<Json | undefined>((at, name) => (at && typeof at === 'object' && !Array.isArray(at) ? at[name] : undefined), value);

export function valueAt(path: FieldPath, data: Data): Json | undefined {
  const names = path.split('.');
  if (names.length > 1 && data.steps.has(names[0]!)) return within(data.entries[names[0]!], names.slice(1));
  return path in data.fields ? data.fields[path] : within(data.fields, names);
}

/** Protobuf JSON leaves defaults out: an absent field is false, 0 or empty, whichever it is compared with. */
function equals(value: Json | undefined, other: string | number | boolean): boolean {
  if (value === undefined || value === null) return other === false || other === 0 || other === '';
  return value === other;
}

function amount(value: Json | undefined): number {
  if (value && typeof value === 'object' && !Array.isArray(value)) return Number(value['amount'] ?? 0);
  return Number(value ?? 0);
}

const filled = (value: Json | undefined): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '' && value !== 0 && value !== false;

export function holds(condition: Condition, data: Data): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, data));
  if ('any' in condition) return condition.any.some((one) => holds(one, data));
  const value = valueAt(condition.field, data);
  if ('is' in condition) return equals(value, condition.is);
  if ('isNot' in condition) return !equals(value, condition.isNot);
  if ('in' in condition) return (Array.isArray(value) ? value : [value]).some((one) => condition.in.some((other) => equals(one, other)));
  if ('atLeast' in condition) return amount(value) >= condition.atLeast;
  if ('below' in condition) return amount(value) < condition.below;
  return filled(value) === condition.filled;
}

/** As `holds`, but undefined while it depends on what a step has still to state. */
export function foreseen(condition: Condition, data: Data): boolean | undefined {
  if ('all' in condition || 'any' in condition) {
    const decides = 'any' in condition;
    const parts = ('all' in condition ? condition.all : condition.any).map((one) => foreseen(one, data));
    if (parts.includes(decides)) return decides;
    return parts.includes(undefined) ? undefined : !decides;
  }
  const step = condition.field.split('.')[0]!;
  if (step !== condition.field && data.steps.has(step) && !data.entries[step]) return undefined;
  return holds(condition, data);
}

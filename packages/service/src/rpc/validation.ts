import { descriptors } from '@chancery/contracts';
import { Refusal, type Words } from '@chancery/domain';
import { fromJson, isFieldSet, type DescMessage, type JsonValue, type Message } from '@bufbuild/protobuf';
import { reflect, type ReflectMessage } from '@bufbuild/protobuf/reflect';
import { createValidator, type Validator } from '@bufbuild/protovalidate';
import { fieldOptions } from './contract';

type FieldFault = { field: string; words: Words };

let validator: Validator | undefined;

const texts: [RegExp, Words][] = [
  [/required|min_len|min_items|not_empty/, { zh: '必填', en: 'Required' }],
  [/max_len|max_items|max_bytes/, { zh: '过长', en: 'Too long' }],
  [/unique/, { zh: '有重复', en: 'Repeated' }],
  [/uuid/, { zh: '不是有效的选项', en: 'Not a valid reference' }],
  [/\.(gt|gte|lt|lte)/, { zh: '超出允许的范围', en: 'Out of range' }],
];
const wordsOf = (rule: string, english: string): Words => texts.find(([pattern]) => pattern.test(rule))?.[1] ?? { zh: '填写不正确', en: english || 'Not valid' };

const invalid = (fields: FieldFault[]): Refusal => new Refusal('invalid', 'fields', { zh: '有 {n} 处填写不正确', en: '{n} fields are not valid' }, { fields, arguments: { n: String(fields.length) } });

/** Fields with fixed values have one of them (option `choice`). */
function choiceFaults(message: ReflectMessage, prefix: string): FieldFault[] {
  const faults: FieldFault[] = [];
  for (const field of message.fields) {
    const path = `${prefix}${field.jsonName}`;
    if (field.fieldKind === 'scalar') {
      const { choices } = fieldOptions(field);
      const value = String(message.get(field) ?? '');
      if (choices.length && value && !choices.some((one) => one.value === value)) faults.push({ field: path, words: { zh: '不是可选的值', en: 'Not one of the choices' } });
    } else if (field.fieldKind === 'message' && isFieldSet(message.message, field)) faults.push(...choiceFaults(message.get(field) as ReflectMessage, `${path}.`));
    else if (field.fieldKind === 'list' && field.listKind === 'message') {
      let at = 0;
      for (const item of message.get(field)) faults.push(...choiceFaults(item as ReflectMessage, `${path}[${at++}].`));
    }
  }
  return faults;
}

/** What of a draft may still be missing. */
const missing = /required|min_len|min_items|not_empty/;

/**
 * What the contract says of a message (protovalidate and our choices), as faults by field.
 * @throws Refusal `invalid` with the fields; `draft`: what is missing may be missing still.
 */
export function validate(schema: DescMessage, message: Message, { draft = false, prefix = '' } = {}): void {
  validator ??= createValidator({ registry: descriptors() });
  const result = validator.validate(schema, message);
  if (result.kind === 'error') throw result.error;
  const said = result.kind === 'invalid' ? result.violations : [];
  const faults = said
    .filter((one) => !draft || !missing.test(one.ruleId))
    .map((one) => ({ field: prefix + pathOf(one.field), words: wordsOf(one.ruleId, one.message) }));
  faults.push(...choiceFaults(reflect(schema, message), prefix));
  if (faults.length) throw invalid(faults);
}

/** `form.addressees[2]` from a violation's path. */
function pathOf(path: { kind?: string; jsonName?: string; index?: number; key?: unknown }[] | readonly unknown[]): string {
  return (path as { kind?: string; jsonName?: string; name?: string; index?: number; key?: unknown }[])
    .map((part) => (part.kind === 'list_sub' ? `[${part.index}]` : part.kind === 'map_sub' ? `[${String(part.key)}]` : `.${part.jsonName ?? part.name ?? ''}`))
    .join('')
    .replace(/^\./, '');
}

/** Reads a form or entry strictly. @throws Refusal `invalid` naming what cannot be read. */
export function readJson(schema: DescMessage, value: unknown): Message {
  try {
    return fromJson(schema, value as JsonValue, { registry: descriptors(), ignoreUnknownFields: false });
  } catch (error) {
    const said = (error as Error).message;
    const field = /(?:key|field) "?([\w.]+)"?/.exec(said)?.[1] ?? '';
    throw new Refusal('invalid', /unknown/.test(said) ? 'unknown-field' : 'wrong-type', /unknown/.test(said) ? { zh: '没有这个字段：{field}', en: 'There is no such field: {field}' } : { zh: '类型不对：{field}', en: 'Wrong type: {field}' }, {
      arguments: { field: field || said.slice(0, 120) },
      ...(field ? { fields: [{ field, words: { zh: '不认识或类型不对', en: 'Unknown or of the wrong type' } }] } : {}),
    });
  }
}

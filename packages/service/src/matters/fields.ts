import type { Field } from '@chancery/contracts/chancery/approval/v1/approval';
import type { DescField, DescMessage } from '@bufbuild/protobuf';
import { fieldOptions, fieldRules } from '../rpc/contract';

const messages: Record<string, string> = { 'chancery.types.v1.Money': 'money', 'chancery.types.v1.LocalDate': 'date' };

function typeOf(field: DescField): string {
  const { picker, choices, multiline } = fieldOptions(field);
  if (picker === 'text') return 'text-document';
  if (picker) return picker;
  const message = field.message;
  if (message) return messages[message.typeName] ?? (message.typeName === 'chancery.types.v1.FileRef' ? 'file' : 'group');
  if (choices.length) return 'choice';
  const scalar = field.fieldKind === 'list' ? (field.listKind === 'scalar' ? field.scalar : undefined) : field.fieldKind === 'scalar' ? field.scalar : undefined;
  if (scalar === 8) return 'boolean';
  return scalar === 9 || scalar === undefined ? (multiline ? 'multiline' : 'text') : 'number';
}

const rulesOf = (field: DescField): { required: boolean; least: number; longest: number } => {
  const rules = fieldRules(field);
  const value = (rules?.type?.value ?? {}) as { minLen?: bigint; maxLen?: bigint; minItems?: bigint };
  return { required: rules?.required ?? false, least: Number(value.minLen ?? value.minItems ?? 0), longest: Number(value.maxLen ?? 0) };
};

/** How a form or entry is drawn: from its descriptor, labels and validation stated once in proto. */
export function fieldsOf(message: DescMessage): Field[] {
  return message.fields.map((field) => {
    const { label, material, choices, computed } = fieldOptions(field);
    const { required, least, longest } = rulesOf(field);
    const type = typeOf(field);
    return {
      name: field.jsonName,
      label: label && { ...label },
      type,
      repeated: field.fieldKind === 'list',
      required: required || least > 0,
      material,
      choices,
      fields: type === 'group' && field.message ? fieldsOf(field.message) : [],
      maxLength: longest,
      computed,
    };
  });
}

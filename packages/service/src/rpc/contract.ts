import { descriptors } from '@chancery/contracts';
import type { Words } from '@chancery/domain';
import { getOption, type DescExtension, type DescField, type DescMessage, type DescMethod } from '@bufbuild/protobuf';

export interface ChoiceOption {
  value: string;
  zh: string;
  en: string;
}

/** What a field of the contract says besides its type (options/v1). */
export interface FieldOptions {
  label?: Words;
  material: boolean;
  picker: string;
  choices: ChoiceOption[];
  computed: boolean;
  multiline: boolean;
}

export interface MethodOptions {
  /** Kind of matter that the engine serves by this method; empty: hand-written. */
  kind: string;
  public: boolean;
  personal: boolean;
  backend: string;
}

const OPTIONS = 'chancery.options.v1';
const found = new Map<string, DescExtension>();

/** The option's extension, or an error: a contract without its options means a broken build. */
function extension(name: string): DescExtension {
  const known = found.get(name) ?? descriptors().getExtension(name);
  if (!known) throw new Error(`the contracts have no option ${name}`);
  found.set(name, known);
  return known;
}

const read = <T>(on: DescField | DescMethod | DescMessage, name: string): T => getOption(on as never, extension(name) as never) as T;

const fields = new WeakMap<DescField, FieldOptions>();

export function fieldOptions(field: DescField): FieldOptions {
  const known = fields.get(field);
  if (known) return known;
  const label = read<Words>(field, `${OPTIONS}.label`);
  const options: FieldOptions = {
    ...(label.zh || label.en ? { label: { zh: label.zh, en: label.en } } : {}),
    material: read<boolean>(field, `${OPTIONS}.material`),
    picker: read<string>(field, `${OPTIONS}.picker`),
    choices: read<ChoiceOption[]>(field, `${OPTIONS}.choice`).map(({ value, zh, en }) => ({ value, zh, en })),
    computed: read<boolean>(field, `${OPTIONS}.computed`),
    multiline: read<boolean>(field, `${OPTIONS}.multiline`),
  };
  fields.set(field, options);
  return options;
}

export const methodOptions = (method: DescMethod): MethodOptions => ({
  kind: read<string>(method, `${OPTIONS}.kind`),
  public: read<boolean>(method, `${OPTIONS}.public`),
  personal: read<boolean>(method, `${OPTIONS}.personal_route`),
  backend: read<string>(method, `${OPTIONS}.backend`),
});

/** Topic of an event, where its message says one. */
export const topicOf = (message: DescMessage): string => read<string>(message, `${OPTIONS}.topic`);

/** The rules of a field (protovalidate), as plain values; what is not stated has its default. */
export interface FieldRules {
  required: boolean;
  type: { case?: string; value?: Record<string, unknown> };
}
export const fieldRules = (field: DescField): FieldRules => read<FieldRules>(field, 'buf.validate.field');

/** `chancery.docs.v1` → `docs`. */
export const serviceOf = (typeName: string): string => typeName.split('.')[1] ?? '';

/** The message of that full name. @throws Error: the contract and the code disagree. */
export function messageOf(typeName: string): DescMessage {
  const message = descriptors().getMessage(typeName);
  if (!message) throw new Error(`the contracts have no message ${typeName}`);
  return message;
}

/** Every backend that has kinds, by its word: their topics carry MatterMoved. */
export function servicesWithKinds(): string[] {
  const words = new Set<string>();
  for (const type of descriptors())
    if (type.kind === 'service') for (const method of type.methods) if (methodOptions(method).kind) words.add(serviceOf(type.typeName));
  return [...words].sort();
}

import type { Fields, Kind } from '@chancery/approval';
import { toJson, type DescMessage } from '@bufbuild/protobuf';
import { descriptors } from '@chancery/contracts';
import { fieldOptions, messageOf } from '../rpc/contract';
import { readJson, validate } from '../rpc/validation';

type AnyKind = Kind<Fields, unknown>;

const computed = (message: DescMessage): string[] => message.fields.filter((field) => fieldOptions(field).computed).map((field) => field.jsonName);

/** A form as it is stored: read strictly, validated (a draft may miss things), without what only the service works out. */
export function readForm(schema: DescMessage, form: unknown, draft: boolean): Fields {
  const message = readJson(schema, form ?? {});
  validate(schema, message, { draft, prefix: 'form.' });
  const stored = toJson(schema, message, { registry: descriptors() }) as Fields;
  for (const name of computed(schema)) delete stored[name];
  return stored;
}

/** Every entry that a step asks for, by step, as the process says. */
function entriesOf(kind: AnyKind): Map<string, DescMessage> {
  const found = new Map<string, DescMessage>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (value && typeof value === 'object') {
      const { id, entry, type } = value as { id?: string; entry?: string; type?: string };
      if (typeof id === 'string' && typeof type === 'string' && typeof entry === 'string') found.set(id, messageOf(entry));
      else Object.values(value).forEach(visit);
    }
  };
  visit(kind.process.steps);
  return found;
}

/**
 * What the contract adds to a kind: its material fields (APR-26), and that forms and entries are whole when they count. Forms are
 * enforced here by descriptor, on top of the kind's own rules.
 */
export function contracted(kind: AnyKind): AnyKind {
  const schema = messageOf(kind.form);
  const entries = entriesOf(kind);
  const own = kind.checkEntry ?? {};
  const steps = new Set([...entries.keys(), ...Object.keys(own)]);
  return {
    ...kind,
    material: schema.fields.filter((field) => fieldOptions(field).material).map((field) => field.jsonName),
    async check(form, context) {
      validate(schema, readJson(schema, form), { prefix: 'form.' });
      await kind.check?.(form, context);
    },
    checkEntry: Object.fromEntries(
      [...steps].map((step) => [
        step,
        async (context: Parameters<NonNullable<AnyKind['checkEntry']>[string]>[0]) => {
          const entry = entries.get(step);
          if (entry) validate(entry, readJson(entry, context.entry), { prefix: 'entry.' });
          await own[step]?.(context);
        },
      ]),
    ),
  };
}

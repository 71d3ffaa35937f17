import { descriptors } from '@chancery/contracts';
import { Refusal } from '@chancery/domain';
import { fromJson, toJson, type DescField, type DescMessage, type JsonObject, type JsonValue, type Message } from '@bufbuild/protobuf';

const plain = (value: string, field: DescField): JsonValue => {
  const scalar =
    field.fieldKind === 'list' ? (field.listKind === 'scalar' ? field.scalar : undefined) : field.fieldKind === 'scalar' ? field.scalar : undefined;
  if (scalar === 8) return value === 'true' ? true : value === 'false' ? false : value;
  // Text and bytes stay; numbers are judged by the message's own reading.
  if (scalar === 9 || scalar === 12 || scalar === undefined) return value;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
};

const unknownField = (field: string): Refusal =>
  new Refusal(
    'invalid',
    'unknown-field',
    { zh: '没有这个字段：{field}', en: 'There is no such field: {field}' },
    { arguments: { field }, fields: [{ field, words: { zh: '没有这个字段', en: 'No such field' } }] },
  );
const wrongType = (field: string): Refusal =>
  new Refusal(
    'invalid',
    'wrong-type',
    { zh: '类型不对：{field}', en: 'Wrong type: {field}' },
    { arguments: { field }, ...(field ? { fields: [{ field, words: { zh: '类型不对', en: 'Wrong type' } }] } : {}) },
  );

/** Query words as JSON of the message: `pageSize=20&filter=a:1&filter=b:2`. */
function fromQuery(schema: DescMessage, query: Record<string, unknown>): JsonObject {
  const object: JsonObject = {};
  for (const [name, value] of Object.entries(query)) {
    const field = schema.fields.find((one) => one.jsonName === name || one.name === name);
    if (!field) throw unknownField(name);
    const values = (Array.isArray(value) ? value : [value]).map((one) => plain(String(one), field));
    if (field.fieldKind === 'list') object[field.jsonName] = values;
    else if (values.length > 1) throw wrongType(name);
    else object[field.jsonName] = values[0]!;
  }
  return object;
}

/**
 * The request's message from body, query and path; the path wins. Read strictly.
 * @throws Refusal `invalid` naming the field that is unknown or of the wrong type.
 */
export function requestOf(schema: DescMessage, input: { body?: unknown; query: Record<string, unknown>; path: Record<string, string> }): Message {
  const { body, query, path } = input;
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body))) throw wrongType('');
  const named = Object.fromEntries(
    Object.entries(path).map(([name, value]) => [schema.fields.find((field) => field.name === name)?.jsonName ?? name, value]),
  );
  const object = { ...fromQuery(schema, query), ...(body as JsonObject | undefined), ...named };
  try {
    return fromJson(schema, object, { registry: descriptors() });
  } catch (error) {
    throw refusalOf((error as Error).message);
  }
}

/** protobuf-es says `cannot decode message x.Y from JSON: key "z" is unknown`, `cannot decode field x.Y.z from JSON: …`. */
function refusalOf(said: string): Refusal {
  const unknown = /key "([^"]+)" is unknown/.exec(said);
  if (unknown) return unknownField(unknown[1]!);
  const field = /field (?:[\w.]+\.)?(\w+) from JSON/.exec(said);
  return wrongType(field?.[1]?.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) ?? '');
}

export const answerOf = (schema: DescMessage, message: Message): JsonValue => toJson(schema, message, { registry: descriptors() });

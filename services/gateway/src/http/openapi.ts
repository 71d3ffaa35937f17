import { fieldOptions, fieldRules } from '@chancery/service';
import type { DescField, DescMessage } from '@bufbuild/protobuf';
import type { Route } from './routes';
import { isDownload } from './transfers';

type Schema = Record<string, unknown>;

/** A side of a number's range, as protovalidate says it. */
type Bound = { case?: 'gt' | 'gte' | 'lt' | 'lte'; value?: unknown };
const words = { gt: 'exclusiveMinimum', gte: 'minimum', lt: 'exclusiveMaximum', lte: 'maximum' };
const bound = (side?: Bound): Schema =>
  side?.case && (typeof side.value === 'number' || typeof side.value === 'bigint') ? { [words[side.case]]: Number(side.value) } : {};

const scalars: Record<number, Schema> = {
  1: { type: 'number' },
  2: { type: 'number' },
  3: { type: 'string', format: 'int64' },
  4: { type: 'string', format: 'uint64' },
  5: { type: 'integer' },
  8: { type: 'boolean' },
  9: { type: 'string' },
  12: { type: 'string', format: 'byte' },
  13: { type: 'integer' },
};
const known: Record<string, Schema> = {
  'google.protobuf.Timestamp': { type: 'string', format: 'date-time' },
  'google.protobuf.Struct': { type: 'object', additionalProperties: true },
};

/** 接口说明 — OpenAPI 3.1 of the routes, from the same descriptors that the gateway answers by: labels, choices and limits included. */
export function openApi(routes: Route[], services: string[]): Schema {
  const schemas: Record<string, Schema> = {};
  const refer = (message: DescMessage): Schema => {
    const own = known[message.typeName];
    if (own) return own;
    if (!schemas[message.typeName]) {
      schemas[message.typeName] = {};
      schemas[message.typeName] = {
        type: 'object',
        properties: Object.fromEntries(message.fields.map((field) => [field.jsonName, property(field)])),
        additionalProperties: false,
      };
    }
    return { $ref: `#/components/schemas/${message.typeName}` };
  };
  const property = (field: DescField): Schema => {
    const { label, choices } = fieldOptions(field);
    const rules = (fieldRules(field)?.type?.value ?? {}) as {
      minLen?: bigint;
      maxLen?: bigint;
      pattern?: string;
      maxItems?: bigint;
      greaterThan?: Bound;
      lessThan?: Bound;
    };
    const one: Schema = field.message
      ? { ...refer(field.message) }
      : { ...(scalars[(field as { scalar?: number }).scalar ?? 9] ?? { type: 'string' }) };
    if (label) one.description = `${label.zh} / ${label.en}`;
    if (choices.length) one.enum = choices.map((choice) => choice.value);
    if (rules.maxLen) one.maxLength = Number(rules.maxLen);
    if (rules.minLen) one.minLength = Number(rules.minLen);
    if (rules.pattern) one.pattern = rules.pattern;
    Object.assign(one, bound(rules.greaterThan), bound(rules.lessThan));
    if (field.fieldKind === 'map') return { type: 'object', additionalProperties: { type: 'string' } };
    return field.fieldKind === 'list' ? { type: 'array', items: one, ...(rules.maxItems ? { maxItems: Number(rules.maxItems) } : {}) } : one;
  };
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes) {
    const at = (paths[route.template] ??= {});
    at[route.verb] ??= operation(route, refer, property, services);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Chancery 文枢', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { ...schemas, Problem: problemSchema },
    },
  };
}

const text: Schema = { type: 'string' };
/** What `problemOf` makes. */
const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: text,
    status: { type: 'integer' },
    detail: text,
    code: text,
    trace: text,
    rule: text,
    retryAfter: { type: 'integer', description: 'Seconds / 秒' },
    fields: { type: 'array', items: { type: 'object', properties: { field: text, detail: text } } },
    more: { type: 'object', additionalProperties: true },
  },
};

const header = (name: string, required: boolean, description: string): Schema => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

function operation(route: Route, refer: (message: DescMessage) => Schema, property: (field: DescField) => Schema, services: string[]): Schema {
  const { method, names } = route;
  const problem = { description: 'Problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
  const path = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'service' && !route.backend ? { type: 'string', enum: services } : text,
  }));
  const query = route.body
    ? []
    : method.input.fields
        .filter((field) => !names.includes(field.name))
        .map((field) => ({ name: field.jsonName, in: 'query', schema: property(field) }));
  const file = method.methodKind === 'client_streaming';
  const answer = isDownload(route)
    ? { '*/*': { schema: { type: 'string', format: 'binary' } } }
    : { [method.methodKind === 'server_streaming' ? 'text/event-stream' : 'application/json']: { schema: refer(method.output) } };
  return {
    operationId: `${method.parent.name}.${method.name}.${route.backend ?? 'service'}`,
    tags: [method.parent.name],
    parameters: [
      ...path,
      ...query,
      ...(route.personal ? [] : [header('Chancery-Company', true, 'The company acted for / 办理事项的公司')]),
      ...(route.verb === 'get' ? [] : [header('Idempotency-Key', true, 'The same key again has the same answer / 请求编号')]),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: file ? { '*/*': { schema: { type: 'string', format: 'binary' } } } : { 'application/json': { schema: refer(method.input) } },
          },
        }
      : {}),
    responses: { [file ? '201' : '200']: { description: 'OK', content: answer }, default: problem },
    ...(route.public ? { security: [] } : {}),
  };
}

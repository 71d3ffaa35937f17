import { openApi } from './openapi';
import { pathOf, routesOf } from './routes';

const routes = routesOf();
const at = (verb: string, template: string) => routes.find((route) => route.verb === verb && route.template === template);
/** Second words of `/api/{service}/…` that belong to every backend (architecture §9). */
const reserved = ['matters', 'tasks', 'registers', 'kinds', 'files', 'events'];

test('[APR-02] every kind has its address, and none is a reserved word', () => {
  const kinds = routes.filter((route) => /^\/api\/[a-z]+\/[a-z-]+$/.test(route.template) && route.verb === 'post');
  expect(kinds.map((route) => route.template)).toEqual(expect.arrayContaining(['/api/docs/outgoing-document', '/api/docs/incoming-document']));
  for (const { template } of kinds) expect(reserved).not.toContain(template.split('/')[3]);
  for (const { template, backend } of routes)
    if (backend) expect([template, reserved.slice(0, 5).includes(template.split('/')[3] ?? '')]).toEqual([template, false]);
});

test('a path that names the backend goes there, any other to the backend of its package', () => {
  expect(at('get', '/api/{service}/matters/{matter_id}')?.backend).toBeUndefined();
  expect(at('get', '/api/workbench/inbox')).toMatchObject({ backend: 'workbench', personal: true });
  expect(at('get', '/api/docs/receipts/{matter_id}')).toMatchObject({ backend: 'docs', personal: false, names: ['matter_id'] });
});

test('no two routes are the same to a caller', () => {
  const keys = routes.map((route) => `${route.verb} ${route.template.replace(/\{\w+\}/g, '{}')}`);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test('the more literal route stands before the one that would swallow it', () => {
  for (const [index, route] of routes.entries())
    for (const later of routes.slice(index + 1)) {
      const swallows = new RegExp(`^${route.template.replace(/\{\w+\}/g, '[^/{]+')}$`);
      expect([route.verb === later.verb && route.names.length > later.names.length && swallows.test(later.template), later.template]).toEqual([
        false,
        later.template,
      ]);
    }
});

test('no route is public but by the contract’s own word', () => {
  expect(routes.filter((route) => route.public).map((route) => route.template)).toEqual([]);
});

test('words of a path become those of the framework', () => {
  expect(pathOf('/api/{service}/matters/{matter_id}/tasks/{task_id}/{operation}')).toBe('/api/:service/matters/:matter_id/tasks/:task_id/:operation');
});

test('[APR-02] the description of the interface has every route with its parameters, and every reference resolves', () => {
  const described = openApi(routes, ['docs', 'workbench']) as {
    openapi: string;
    paths: Record<string, Record<string, { parameters: { name: string; in: string }[] }>>;
    components: { schemas: Record<string, unknown> };
  };
  expect(described.openapi).toBe('3.1.0');
  for (const route of routes) {
    const operation = described.paths[route.template]?.[route.verb];
    expect([route.template, operation?.parameters.filter((one) => one.in === 'path').map((one) => one.name)]).toEqual([route.template, route.names]);
  }
  const references = [...JSON.stringify(described).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map((one) => one[1]!);
  expect(references.length).toBeGreaterThan(20);
  for (const name of references) expect(described.components.schemas[name]).toBeDefined();
  const ids = Object.values(described.paths).flatMap((verbs) =>
    Object.values(verbs).map((operation) => (operation as unknown as { operationId: string }).operationId),
  );
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const form = described.components.schemas['chancery.docs.v1.OutgoingDocumentForm'] as { properties: Record<string, Record<string, unknown>> };
  expect(form.properties.title).toMatchObject({ description: '标题 / Title', maxLength: 120, minLength: 1 });
  expect(form.properties.importance).toMatchObject({ enum: ['ordinary', 'important'] });
  expect(form.properties.copies).toMatchObject({ type: 'integer', minimum: expect.any(Number), maximum: expect.any(Number) });
  const file = described.paths['/api/{service}/files/{file_id}']!.get as unknown as {
    responses: Record<string, { content: object }>;
    parameters: object[];
  };
  expect(Object.keys(file.responses['200']!.content)).toEqual(['*/*']);
  expect(file.parameters).toContainEqual({ name: 'service', in: 'path', required: true, schema: { type: 'string', enum: ['docs', 'workbench'] } });
  expect(described.paths['/api/workbench/events']!.get).toMatchObject({ responses: { 200: { content: { 'text/event-stream': {} } } } });
});

import { ServerCredentials } from '@grpc/grpc-js';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backend, matter, scene, trace } from '../test/backend';
import { startGateway, type GatewaySettings, type RunningGateway } from './gateway';

let identity: HttpServer;
let issuer: string;
let keys: { privateKey: CryptoKey; publicKey: CryptoKey };
let gateway: RunningGateway;
let portal: string;
let bearer: string;
const defects: object[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (values: object) => void defects.push(values) };

const started = (more: Partial<Pick<GatewaySettings, 'perMinute' | 'backends' | 'publicUrl' | 'proxies'>> = {}, port = 0): Promise<RunningGateway> =>
  startGateway({
    host: '127.0.0.1',
    port,
    log,
    secret: 'of this test',
    portal,
    identity: { issuer, clientId: 'chancery-gateway', clientSecret: 'of this test' },
    // A bearer needs no session: the store is never asked.
    sessions: { host: '127.0.0.1', port: 9, database: 'none', user: 'none', password: 'none' },
    backends: {},
    ...more,
  });

beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
  identity = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(identity.address() as AddressInfo).port}/realms/chancery`;
  bearer = await new SignJWT({ iss: issuer, aud: 'chancery', sub: 'zhou', exp: Math.floor(Date.now() / 1000) + 600 })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .sign(keys.privateKey);
  portal = mkdtempSync(join(tmpdir(), 'chancery-portal-'));
  writeFileSync(join(portal, 'index.html'), '<!doctype html><title>文枢</title>');
  const port = await new Promise<number>((resolve, reject) =>
    backend.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, at) => (error ? reject(error) : resolve(at))),
  );
  gateway = await started({ backends: { docs: `127.0.0.1:${port}`, workbench: `127.0.0.1:${port}` } });
});
afterAll(async () => {
  await gateway.stop();
  backend.forceShutdown();
  identity.close();
  rmSync(portal, { recursive: true });
});
beforeEach(() => {
  scene.heard = [];
  defects.length = 0;
});

const key = { 'Idempotency-Key': '0f8fad5b-d9cb-469f-a165-70867728950e' };
interface Said {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}
async function ask(
  method: string,
  path: string,
  { headers = {}, body, json }: { headers?: Record<string, string>; body?: BodyInit; json?: unknown } = {},
): Promise<Said> {
  const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
    method,
    body: json === undefined ? (body ?? null) : JSON.stringify(json),
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${bearer}`,
      'chancery-company': matter,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : { text },
  };
}
const task = `/api/docs/matters/${matter}/tasks/${matter}`;

test('a call carries who, the company, the language, the key and the trace', async () => {
  const said = await ask('GET', '/api/docs/registers/outgoing-documents?page_size=20&filter=year:2026&filter=mark:衡建发', {
    headers: { 'accept-language': 'en-US', traceparent: `00-${trace}-00f067aa0ba902b7-01` },
  });
  expect(said).toMatchObject({ status: 200, body: { lines: [{ number: '1号' }], next: 'n', total: '1' } });
  expect(scene.heard[0]?.request).toMatchObject({ service: 'docs', register: 'outgoing-documents', pageSize: 20, filter: ['year:2026', 'mark:衡建发'] });
  const sent = scene.heard[0]!.metadata;
  expect([sent.get('authorization')[0], sent.get('chancery-company')[0], sent.get('chancery-language')[0]]).toEqual([
    `Bearer ${bearer}`,
    matter,
    'en',
  ]);
  expect(String(sent.get('traceparent')[0])).toContain(trace);
  await ask('POST', `${task}/agree`, { json: { opinion: '同意' }, headers: key });
  expect(scene.heard[1]?.metadata.get('chancery-key')).toEqual([key['Idempotency-Key']]);
});

test.each<[string, number, Record<string, unknown>]>([
  ['agree', 409, { code: 'too-late', detail: '王敏已处理', more: { first: 'agree' } }],
  ['done', 422, { code: 'DOUT-03', rule: 'DOUT-03', fields: [{ field: 'entry.mark', detail: '必填' }] }],
  ['urge', 429, { code: 'urged-recently' }],
])('[OP-004] a refusal of %s is a problem in the reader’s language', async (operation, status, body) => {
  const said = await ask('POST', `${task}/${operation}`, { json: {}, headers: key });
  expect(said.headers.get('content-type')).toContain('application/problem+json');
  expect(said).toMatchObject({ status, body: { type: `urn:chancery:${body.code}`, status, ...body } });
  expect(said.body.trace).toMatch(/^[0-9a-f]{32}$/);
  const english = await ask('POST', `${task}/${operation}`, { json: {}, headers: { ...key, 'accept-language': 'en-US,en;q=0.9' } });
  expect(english.body.detail).not.toMatch(/[一-鿿]已/);
  expect(english.body.title).toMatch(/^[A-Z]/);
});

test('when a retry makes sense it says when', async () => {
  const said = await ask('POST', `${task}/urge`, { json: {}, headers: key });
  expect(said.headers.get('retry-after')).toBe('90');
});

test('a defect is answered with its trace alone', async () => {
  const said = await ask('POST', `${task}/return`, { json: {}, headers: key });
  expect(said).toMatchObject({ status: 500, body: { code: 'defect', trace } });
  expect(JSON.stringify(said.body)).not.toContain('secret plan');
  expect(defects).toHaveLength(1);
});

test.each<[string, string, string, { headers?: Record<string, string>; body?: BodyInit; json?: unknown }, number, string]>([
  ['broken JSON', 'POST', `${task}/agree`, { body: '{"opinion":', headers: { 'content-type': 'application/json', ...key } }, 400, 'broken-json'],
  ['a body that is a list', 'POST', `${task}/agree`, { json: [], headers: key }, 400, 'wrong-type'],
  ['an unknown field', 'POST', `${task}/agree`, { json: { mood: 'good' }, headers: key }, 400, 'unknown-field'],
  ['a wrong type', 'POST', `${task}/agree`, { json: { textVersion: 'one' }, headers: key }, 400, 'wrong-type'],
  [
    'another media type',
    'POST',
    `${task}/agree`,
    { body: 'opinion=1', headers: { 'content-type': 'application/x-www-form-urlencoded', ...key } },
    415,
    'media-type',
  ],
  ['a body above one megabyte', 'POST', `${task}/agree`, { json: { opinion: 'x'.repeat(1_100_000) }, headers: key }, 413, 'too-large'],
  ['no key', 'POST', `${task}/agree`, { json: {} }, 400, 'key-missing'],
  ['a key that is too short', 'POST', `${task}/agree`, { json: {}, headers: { 'Idempotency-Key': 'x'.repeat(15) } }, 400, 'key-missing'],
  ['a key that is too long', 'POST', `${task}/agree`, { json: {}, headers: { 'Idempotency-Key': 'x'.repeat(101) } }, 400, 'key-missing'],
  ['an unknown word in the query', 'GET', '/api/docs/registers/outgoing-documents?limit=1', {}, 400, 'unknown-field'],
  ['an unknown address', 'GET', '/api/docs/nothing/here/at/all', {}, 404, 'route'],
  ['an unknown backend', 'GET', `/api/nowhere/matters/${matter}`, {}, 404, 'route'],
  ['a verb that the address has not', 'PUT', '/api/docs/registers/outgoing-documents', { json: {}, headers: key }, 405, 'verb'],
  ['a broken escape in the address', 'GET', '/api/docs/registers/%E0%A4%A', {}, 400, 'bad-request'],
  ['a token that is none', 'GET', '/api/docs/registers/outgoing-documents', { headers: { authorization: 'Bearer nonsense' } }, 401, 'signed-out'],
])('bad input: %s', async (_what, method, path, init, status, code) => {
  for (const [language, pattern] of [
    ['zh-CN', /[一-鿿]/],
    ['en-US', /^[\x20-\x7e’“”]+$/],
  ] as const) {
    const said = await ask(method, path, { ...init, headers: { ...init.headers, 'accept-language': language } });
    expect(said).toMatchObject({ status, body: { status, code } });
    expect(said.headers.get('content-type')).toContain('application/problem+json');
    expect(said.body.title).toMatch(pattern);
  }
  expect(scene.heard).toEqual([]);
  expect(defects).toEqual([]);
});

test('405 names the verbs that there are', async () => {
  expect((await ask('PUT', '/api/docs/registers/outgoing-documents', { json: {}, headers: key })).headers.get('allow')).toBe('GET');
});

test('a browser’s write that does not come from our own pages is refused before it is read', async () => {
  const own = { 'content-type': 'application/json', cookie: 'theme=dark; chancery=s%3Aabc.def', ...key };
  for (const headers of [
    {},
    { 'x-chancery': '1', origin: 'https://evil.test' },
    { 'x-chancery': '1', origin: 'null' },
    { 'x-chancery': '1', origin: 'no address' },
  ] as Record<string, string>[]) {
    const response = await fetch(`http://127.0.0.1:${gateway.port}${task}/agree`, { method: 'POST', body: '{}', headers: { ...own, ...headers } });
    expect([response.status, (await response.json()).code]).toEqual([403, 'not-from-here']);
  }
  expect(scene.heard).toEqual([]);
});

test('behind a public address only its pages may write, and browsers are told to keep to https', async () => {
  const public_ = await started({ publicUrl: 'https://office.test/', proxies: 'loopback' });
  const write = async (origin: string): Promise<string> => {
    const headers = { 'content-type': 'application/json', cookie: 'chancery=s%3Aabc.def', 'x-chancery': '1', origin, ...key };
    return (await (await fetch(`http://127.0.0.1:${public_.port}${task}/agree`, { method: 'POST', body: '{}', headers })).json()).code;
  };
  expect(await write(`http://127.0.0.1:${public_.port}`)).toBe('not-from-here');
  expect(await write('http://office.test')).toBe('not-from-here');
  expect(await write('https://office.test')).not.toBe('not-from-here');
  expect((await fetch(`http://127.0.0.1:${public_.port}/healthz`)).headers.get('strict-transport-security')).toContain('max-age');
  await public_.stop();
});

test('a file that breaks off half way does not look whole', async () => {
  scene.breakOff = true;
  const response = await fetch(`http://127.0.0.1:${gateway.port}/api/docs/files/${matter}`, {
    headers: { authorization: `Bearer ${bearer}`, 'chancery-company': matter },
  });
  await expect(response.text()).rejects.toThrow();
  scene.breakOff = false;
  expect(defects).toHaveLength(1);
});

test('an upload that its sender gives up is no defect', async () => {
  const gone = new AbortController();
  const body = new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(1000)) });
  const asked = fetch(`http://127.0.0.1:${gateway.port}/api/docs/files`, {
    method: 'POST',
    body,
    duplex: 'half',
    signal: gone.signal,
    headers: {
      authorization: `Bearer ${bearer}`,
      'chancery-company': matter,
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename=a.pdf',
      ...key,
    },
  } as RequestInit);
  setTimeout(() => gone.abort(), 100);
  await expect(asked).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(defects).toEqual([]);
});

test('a live stream is server-sent events, and ends on the other side when the listener goes', async () => {
  const gone = new AbortController();
  const response = await fetch(`http://127.0.0.1:${gateway.port}/api/workbench/events`, {
    headers: { authorization: `Bearer ${bearer}` },
    signal: gone.signal,
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const { value } = await response.body!.getReader().read();
  expect(new TextDecoder().decode(value)).toBe('data: {"what":"inbox","counts":{"all":3,"decide":1,"do":2}}\n\n');
  gone.abort();
  for (const until = Date.now() + 5_000; scene.left === 0 && Date.now() < until; ) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(scene.left).toBe(1);
});

test('a file goes up as it is, with its name', async () => {
  const bytes = Buffer.alloc(300_000, 7);
  const said = await ask('POST', '/api/docs/files', {
    body: bytes,
    headers: { ...key, 'content-type': 'application/pdf', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('通知 1.pdf')}` },
  });
  expect(said).toMatchObject({ status: 201, body: { name: '通知 1.pdf', mediaType: 'application/pdf', size: bytes.length } });
});

test('a file that says it is too large is refused before it is read', async () => {
  const said = await ask('POST', '/api/docs/files', {
    body: Buffer.alloc(21 * 1024 * 1024),
    headers: { ...key, 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename=a.pdf' },
  });
  expect(said).toMatchObject({ status: 413, body: { code: 'too-large' } });
});

test('a file comes down as an attachment that no browser runs', async () => {
  const response = await fetch(`http://127.0.0.1:${gateway.port}/api/docs/files/${matter}`, {
    headers: { authorization: `Bearer ${bearer}`, 'chancery-company': matter },
  });
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('通知.pdf')}`);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await response.text()).toBe('%PDF-1');
});

test('answers of the API are kept by nobody', async () => {
  expect((await ask('GET', '/api/docs/registers/outgoing-documents')).headers.get('cache-control')).toBe('no-store');
});

test('every page is shown with the headers that keep it to itself', async () => {
  const response = await fetch(`http://127.0.0.1:${gateway.port}/inbox`);
  expect([response.status, await response.text()]).toEqual([200, '<!doctype html><title>文枢</title>']);
  const policy = response.headers.get('content-security-policy') ?? '';
  for (const part of ["default-src 'self'", "script-src 'self'", "frame-ancestors 'none'"]) expect(policy).toContain(part);
  expect(policy).not.toContain('unsafe-eval');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('x-powered-by')).toBeNull();
});

test('alive, and ready only when every backend is', async () => {
  expect(await ask('GET', '/healthz')).toMatchObject({ status: 200 });
  const alone = await started({ backends: { docs: '127.0.0.1:9' } });
  const said = await fetch(`http://127.0.0.1:${alone.port}/readyz`);
  expect([said.status, await said.json()]).toEqual([503, { status: 'not ready', backends: { docs: 'away' } }]);
  await alone.stop();
});

test('a backend that is away is a matter of trying again', async () => {
  const alone = await started({ backends: { docs: '127.0.0.1:9' } });
  const said = await fetch(`http://127.0.0.1:${alone.port}/api/docs/kinds`, {
    headers: { authorization: `Bearer ${bearer}`, 'chancery-company': matter },
  });
  expect([said.status, said.headers.get('retry-after'), (await said.json()).code]).toEqual([503, '2', 'away']);
  await alone.stop();
});

test('too many calls of one caller are refused for a moment, also with ever new tokens', async () => {
  const strict = await started({ perMinute: 5 });
  const statuses = async (headers: (turn: number) => Record<string, string>, turns: number): Promise<number[]> => {
    const seen: number[] = [];
    for (let turn = 0; turn < turns; turn++)
      seen.push((await fetch(`http://127.0.0.1:${strict.port}/api/docs/kinds`, { headers: headers(turn) })).status);
    return seen;
  };
  expect((await statuses(() => ({ authorization: `Bearer ${bearer}` }), 6)).at(-1)).toBe(429);
  expect((await statuses((turn) => ({ authorization: `Bearer ${turn}` }), 60)).at(-1)).toBe(429);
  await strict.stop();
});

import { descriptors } from '@chancery/contracts';
import { RegistersService } from '@chancery/contracts/chancery/registers/v1/registers';
import { OrganisationService } from '@chancery/contracts/chancery/directory/v1/directory';
import { WorkbenchService } from '@chancery/contracts/chancery/workbench/v1/workbench';
import { MattersService } from '@chancery/contracts/chancery/approval/v1/approval';
import { Directory, Refusal } from '@chancery/domain';
import { create, type DescMethod, type Message } from '@bufbuild/protobuf';
import type { MethodDefinition } from '@grpc/grpc-js';
import { generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { createVerifier } from '../auth';
import type { Scope } from '../manifest';
import { callerOf, type Caller } from './caller';
import { rpcClient, type CallHeaders, type RpcClient } from './client';
import { fromRpc, TRACE } from './refusals';
import { openServer, type Method, type RunningServer } from './server';

const [hq, build, land] = ['01970000-0000-7000-8000-000000000001', '01970000-0000-7000-8000-000000000002', '01970000-0000-7000-8000-000000000003'];
const company = (id: string, parentId = hq) => ({ id, code: id, name: id, shortName: id, nameEn: id, parentId: id === hq ? '' : parentId, state: 'active' as const, agencyMark: '', issuerMark: '' });
const person = (id: string, companyId: string, post: string, enabled = true) => ({
  id, username: id, name: id, nameEn: id, enabled, clearance: 'internal' as const, holdings: [{ companyId, departmentId: '', post, departments: [], title: post, titleEn: post }],
});
let people = [person('zhou', build, 'director'), person('li', hq, 'group-leader'), person('wang', land, 'clerk'), person('gone', build, 'clerk', false)];
let revision = 1;
const directory = (): Directory => Directory.of(revision, [company(hq), company(build), company(land)], [], people);
const scopes: Scope[] = [{ post: 'group-leader', kinds: [], registers: [], reach: 'below' }];

const definition = (service: unknown, name: string): MethodDefinition<never, never> => (service as Record<string, MethodDefinition<never, never>>)[name]!;
const method = (service: string, name: string): DescMethod => descriptors().getService(service)!.methods.find((one) => one.name === name)!;
const asked = {
  me: method('chancery.directory.v1.Organisation', 'GetMe'),
  departments: method('chancery.directory.v1.Organisation', 'ListDepartments'),
  people: method('chancery.directory.v1.Organisation', 'SearchPeople'),
  matter: method('chancery.approval.v1.Matters', 'GetMatter'),
  register: method('chancery.registers.v1.Registers', 'PageRegister'),
  watch: method('chancery.workbench.v1.Workbench', 'Watch'),
};

let seen: Caller[] = [];
const note = (answer: unknown = {}) => async (caller: Caller): Promise<unknown> => (seen.push(caller), answer);
const methods: Method[] = [
  { definition: definition(OrganisationService, 'getMe'), personal: true, seat: false, unary: note({ person: undefined, companies: [] }) },
  { definition: definition(OrganisationService, 'listDepartments'), personal: false, seat: false, unary: note({ departments: [] }) },
  { definition: definition(OrganisationService, 'searchPeople'), personal: false, seat: false, unary: () => Promise.reject(new Error('zhou has the password hunter2')) },
  { definition: definition(MattersService, 'getMatter'), personal: false, seat: true, unary: () => Promise.reject(new Refusal('stale', 'too-late', { zh: '{who}已处理', en: '{who} was first' }, { arguments: { who: '王敏' }, more: { task: 'a' } })) },
  { definition: definition(RegistersService, 'pageRegister'), personal: false, seat: false, unary: note({ lines: [], next: '', total: 0, gaps: [] }) },
  {
    definition: definition(WorkbenchService, 'watch'), personal: true, seat: false,
    async *stream(_caller, _request, gone) {
      for (let at = 0; at < 50 && !gone.aborted; at++) {
        yield { what: 'inbox', matterId: String(at), taskId: '', service: '', counts: undefined };
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  },
];

let server: RunningServer;
let client: RpcClient;
let keys: { privateKey: CryptoKey; publicKey: CryptoKey };
let logged: object[] = [];
const issuer = 'http://identity.test/realms/chancery';

beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  const verify = createVerifier({ issuer, keys: async () => keys.publicKey });
  const log = { info: () => undefined, warn: () => undefined, error: (values: object) => void logged.push(values) };
  server = await openServer({ methods, log, host: '127.0.0.1', port: 0, caller: (metadata, one) => callerOf(metadata, one, { verify, directory: directory(), scopes }) });
  client = rpcClient(`127.0.0.1:${server.port}`);
});
afterAll(async () => {
  client.close();
  await server.stop(1000);
});
beforeEach(() => {
  seen = [];
  logged = [];
});

const token = (sub: string, claims: Record<string, unknown> = {}): Promise<string> =>
  new SignJWT({ iss: issuer, aud: 'chancery', sub, exp: Math.floor(Date.now() / 1000) + 60, ...claims }).setProtectedHeader({ alg: 'RS256' }).sign(keys.privateKey);

/** The refusal that a call is answered with; nothing when it succeeds. */
async function call(one: DescMethod, headers: CallHeaders, request: Record<string, unknown> = {}): Promise<Refusal | undefined> {
  try {
    await client.unary(one, create(one.input, request as never) as Message, headers, 5000);
    return undefined;
  } catch (error) {
    const refusal = fromRpc(error);
    if (!refusal) throw error;
    return refusal;
  }
}

test('[ORG-06] a call without a token, or with one for somebody else, is not made', async () => {
  expect(await call(asked.me, {})).toMatchObject({ kind: 'unknown' });
  expect(await call(asked.me, { token: await token('zhou', { aud: 'account' }) })).toMatchObject({ kind: 'unknown' });
  expect(await call(asked.me, { token: await token('zhou', { iss: 'http://elsewhere.test' }) })).toMatchObject({ kind: 'unknown' });
  expect(seen).toEqual([]);
  expect(await call(asked.me, { token: await token('zhou') })).toBeUndefined();
  expect(seen).toMatchObject([{ actor: { type: 'person', id: 'zhou' }, by: 'person', company: '' }]);
});

test('[ORG-06] whoever is disabled, or not known, is out at once, with a token that is still valid', async () => {
  const valid = await token('zhou');
  expect(await call(asked.me, { token: await token('gone') })).toMatchObject({ kind: 'unknown' });
  expect(await call(asked.me, { token: await token('nobody') })).toMatchObject({ kind: 'unknown' });
  expect(await call(asked.me, { token: valid })).toBeUndefined();
  const before = people;
  people = people.map((one) => (one.id === 'zhou' ? { ...one, enabled: false } : one));
  revision++;
  expect(await call(asked.me, { token: valid })).toMatchObject({ kind: 'unknown' });
  people = before;
});

test('[ORG-03] a company is entered by a post there; another company is as if it were not', async () => {
  const mine = await token('zhou');
  expect(await call(asked.departments, { token: mine, company: build })).toBeUndefined();
  expect(seen[0]).toMatchObject({ company: build, by: 'post' });
  const other = await call(asked.departments, { token: mine, company: land });
  const none = await call(asked.departments, { token: mine, company: '01970000-0000-7000-8000-00000000ffff' });
  expect(other).toMatchObject({ kind: 'missing', code: 'company' });
  // What exists and is closed cannot be told from what does not exist.
  expect(other).toEqual(none);
  expect(await call(asked.departments, { token: mine, company: "' OR true --" })).toEqual(none);
  expect(await call(asked.departments, { token: mine })).toMatchObject({ kind: 'invalid', code: 'company-missing' });
  expect(seen).toHaveLength(1);
});

test('[ORG-04] group scope opens the companies below, to look', async () => {
  expect(await call(asked.departments, { token: await token('li'), company: land })).toBeUndefined();
  expect(seen[0]).toMatchObject({ company: land, by: 'scope' });
  expect(await call(asked.departments, { token: await token('wang'), company: hq })).toMatchObject({ kind: 'missing' });
});

test('[ORG-09] a call on one matter is left to the sight of the engine, a register is not', async () => {
  const outsider = await token('wang');
  expect(await call(asked.matter, { token: outsider, company: build }, { matterId: build })).toMatchObject({ kind: 'stale', code: 'too-late' });
  expect(await call(asked.register, { token: outsider, company: build }, { register: 'outgoing-documents' })).toMatchObject({ kind: 'missing' });
});

test('[OP-004] a refusal arrives with its words, arguments and details', async () => {
  expect(await call(asked.matter, { token: await token('zhou'), company: build }, { matterId: build })).toMatchObject({
    kind: 'stale', code: 'too-late', words: { zh: '{who}已处理' }, details: { arguments: { who: '王敏' }, more: { task: 'a' } },
  });
});

test('[APR-14] what the contract says of a request is enforced before the handler', async () => {
  const mine = { token: await token('zhou'), company: build };
  expect(await call(asked.register, mine, { register: 'outgoing-documents', pageSize: 500 })).toBeUndefined();
  expect(await call(asked.register, mine, { register: 'no register;', pageSize: 501 })).toMatchObject({ kind: 'invalid', code: 'fields', details: { fields: [{ field: 'register' }, { field: 'pageSize' }] } });
  expect(seen).toHaveLength(1);
});

test('a defect is logged whole under the caller’s trace and answered with that trace alone', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const error = await client.unary(asked.people, create(asked.people.input, {}), { token: await token('zhou'), company: build, traceparent }).then(
    () => undefined,
    (said: { code: number; details: string; metadata: { get(name: string): unknown[] } }) => said,
  );
  expect(error).toMatchObject({ code: 13, details: 'defect' });
  expect(error?.metadata.get(TRACE)).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736']);
  expect(JSON.stringify(error?.metadata)).not.toContain('hunter2');
  expect(logged).toMatchObject([{ trace: '4bf92f3577b34da6a3ce929d0e0e4736', method: '/chancery.directory.v1.Organisation/SearchPeople' }]);
});

test('[ORG-06] a stream ends when its token ends', async () => {
  const short = await token('zhou', { exp: Math.floor(Date.now() / 1000) - 1 });
  const heard: Message[] = [];
  const ended = await (async () => {
    for await (const one of client.stream(asked.watch, create(asked.watch.input, {}), { token: short })) heard.push(one);
  })().then(
    () => undefined,
    (error: unknown) => fromRpc(error),
  );
  // Two seconds of grace for clocks that differ are all that it has.
  expect(ended).toMatchObject({ kind: 'unknown' });
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.length).toBeLessThan(50);
});

test('a listener that goes away ends the stream on the other side', async () => {
  const leaving = new AbortController();
  let heard = 0;
  for await (const _one of client.stream(asked.watch, create(asked.watch.input, {}), { token: await token('zhou') }, leaving.signal)) if (++heard === 2) leaving.abort();
  expect(heard).toBeLessThan(5);
});

import { randomUUID } from 'node:crypto';
import { Client, company, directory, type Answer } from './office';

const url = process.env.CHANCERY_URL!;
const build = company('衡川建设');
const land = company('衡川置业');
const named = (username: string, companyId: string): Client => Client.named(url, username, companyId);
const drafter = named('sunlei', build.id);
const clerk = named('wuxiaotong', build.id);
const stranger = named('cenxi', land.id);
const blocks = [{ type: 'paragraph', level: 0, text: '请各单位开展安全检查。', rows: [] }];
const open = '/api/docs/outgoing-document';
const textHeaders = { 'content-type': 'application/vnd.chancery.text+json', 'content-disposition': "attachment; filename*=UTF-8''text.json" };

let form: Record<string, unknown>;
let running: Record<string, any>;
let draft: Record<string, any>;
let foreign: string;

async function submitted(client: Client, outside = '市应急管理局'): Promise<Record<string, any>> {
  const text = await client.uploadText(blocks);
  return client.ok('POST', open, {
    form: { title: '关于安全检查的通知', documentKind: 'notice', text, outsideAddressees: [outside], importance: 'ordinary' },
    submit: true,
  });
}

/** Everything that a request of this suite could have left behind. */
async function stored(): Promise<unknown> {
  const [drafts, started, registered, matter, unsent] = await Promise.all([
    drafter.ok('GET', '/api/docs/matters?list=drafts&page_size=200'),
    drafter.ok('GET', '/api/docs/matters?list=started&page_size=200'),
    clerk.ok('GET', '/api/docs/registers/outgoing-documents?page_size=1'),
    drafter.ok('GET', `/api/docs/matters/${running.id}`),
    drafter.ok('GET', `/api/docs/matters/${draft.id}`),
  ]);
  const ids = (page: Record<string, any>): string[] => (page.matters ?? []).map((one: { id: string; version: number }) => `${one.id} ${one.version}`);
  return { drafts: ids(drafts), started: ids(started), registered: registered.total, matter: matter.version, draft: [unsent.version, unsent.form] };
}

beforeAll(async () => {
  form = {
    title: '关于安全检查的通知',
    documentKind: 'notice',
    text: await drafter.uploadText(blocks),
    outsideAddressees: ['市应急管理局'],
    importance: 'ordinary',
  };
  running = await submitted(drafter);
  draft = await drafter.ok('POST', open, { form, submit: false });
  foreign = (await submitted(stranger)).id;
});

interface Case {
  method?: string;
  path: () => string;
  body?: () => unknown;
  headers?: Record<string, string>;
  status: number;
  code: string | RegExp;
  field?: string;
}
const at =
  (more = ''): (() => string) =>
  () =>
    `/api/docs/matters/${running.id}${more}`;
const task = (): string => running.tasks.find((one: any) => one.state === 'open').id;
const bytes =
  (text: string): (() => Uint8Array) =>
  () =>
    Buffer.from(text);

const cases: Record<string, Case> = {
  'broken JSON': { path: () => open, body: bytes('{"form":'), headers: { 'content-type': 'application/json' }, status: 400, code: 'broken-json' },
  'a body that is a list': { path: () => open, body: () => [], status: 400, code: 'wrong-type' },
  'an unknown field': {
    path: () => open,
    body: () => ({ form: { ...form, colour: 'red' }, submit: true }),
    status: 400,
    code: 'unknown-field',
    field: 'colour',
  },
  'a wrong type': {
    path: () => open,
    body: () => ({ form: { ...form, copies: 'many' }, submit: true }),
    status: 400,
    code: 'wrong-type',
    field: 'copies',
  },
  'a required field that is missing': {
    path: () => open,
    body: () => ({ form: { ...form, title: '' }, submit: true }),
    status: 400,
    code: 'fields',
    field: 'form.title',
  },
  'a text that is too long': {
    path: () => open,
    body: () => ({ form: { ...form, title: '字'.repeat(121) }, submit: true }),
    status: 400,
    code: 'fields',
    field: 'form.title',
  },
  'a text that is too long, in a draft': {
    path: () => open,
    body: () => ({ form: { ...form, title: '字'.repeat(121) }, submit: false }),
    status: 400,
    code: 'fields',
    field: 'form.title',
  },
  'a number out of range': {
    path: () => open,
    body: () => ({ form: { ...form, copies: -1 }, submit: true }),
    status: 400,
    code: 'fields',
    field: 'form.copies',
  },
  'a word that is no choice': {
    path: () => open,
    body: () => ({ form: { ...form, importance: 'vital' }, submit: true }),
    status: 400,
    code: 'fields',
    field: 'form.importance',
  },
  'a list with the same twice': {
    path: () => open,
    body: () => ({ form: { ...form, outsideAddressees: ['市局', '市局'] }, submit: true }),
    status: 400,
    code: 'fields',
    field: 'form.outsideAddressees',
  },
  'a company that does not exist, in the form': {
    path: () => open,
    body: () => ({ form: { ...form, addressees: [randomUUID()] }, submit: true }),
    status: 422,
    code: /./,
  },
  'a body of more than one megabyte': {
    path: () => open,
    body: () => ({ form: { ...form, title: '字'.repeat(600_000) }, submit: true }),
    status: 413,
    code: 'too-large',
  },
  'another media type': {
    path: () => open,
    body: bytes('title=1'),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
    code: 'media-type',
  },
  'no company': { path: () => open, body: () => ({ form, submit: true }), headers: { 'chancery-company': '' }, status: 400, code: 'company-missing' },
  'an unknown company': {
    path: () => open,
    body: () => ({ form, submit: true }),
    headers: { 'chancery-company': randomUUID() },
    status: 404,
    code: 'company',
  },
  'no key': { path: () => open, body: () => ({ form, submit: true }), headers: { 'idempotency-key': '' }, status: 400, code: 'key-missing' },
  'an unknown kind': { path: () => '/api/docs/love-letter', body: () => ({ form, submit: true }), status: 404, code: 'route' },
  'an unknown service': { path: () => '/api/nowhere/outgoing-document', body: () => ({ form }), status: 404, code: 'route' },
  'an unknown id': { method: 'GET', path: () => `/api/docs/matters/${randomUUID()}`, status: 404, code: /./ },
  'an id that is none': { method: 'GET', path: () => "/api/docs/matters/1'%20OR%20true--", status: 400, code: 'fields', field: 'matterId' },
  'an id of another company': { method: 'GET', path: () => `/api/docs/matters/${foreign}`, status: 404, code: /./ },
  'an unknown list': { method: 'GET', path: () => '/api/docs/matters?list=everything', status: 400, code: 'fields', field: 'list' },
  'an unknown word in the query': {
    method: 'GET',
    path: () => '/api/docs/matters?list=drafts&limit=5',
    status: 400,
    code: 'unknown-field',
    field: 'limit',
  },
  'a page that is too large': {
    method: 'GET',
    path: () => '/api/docs/matters?list=drafts&page_size=201',
    status: 400,
    code: 'fields',
    field: 'pageSize',
  },
  'a place in a list that is none': { method: 'GET', path: () => '/api/docs/matters?list=drafts&after=x', status: 400, code: /./ },
  'a sort that the register has not': {
    method: 'GET',
    path: () => '/api/docs/registers/outgoing-documents?sort=password',
    status: 400,
    code: 'sort',
  },
  'a filter that the register has not': {
    method: 'GET',
    path: () => '/api/docs/registers/outgoing-documents?filter=password:x',
    status: 400,
    code: 'filter',
  },
  'an unknown register': { method: 'GET', path: () => '/api/docs/registers/secrets', status: 404, code: 'register' },
  'an unknown operation': { path: at('/explode'), body: () => ({}), status: 400, code: 'unknown-operation' },
  'an operation of the platform itself': { path: at('/fire'), body: () => ({}), status: 404, code: 'unknown-operation' },
  'an arrived event of one’s own making': {
    path: () => `/api/docs/matters/${running.id}/tasks/${task()}/arrive`,
    body: () => ({}),
    status: 404,
    code: 'unknown-operation',
  },
  'an opinion that is too long': {
    path: () => `/api/docs/matters/${running.id}/tasks/${task()}/agree`,
    body: () => ({ opinion: '字'.repeat(4001) }),
    status: 400,
    code: 'fields',
    field: 'opinion',
  },
  'a file of a type that is not allowed': {
    path: () => '/api/docs/files',
    body: bytes('MZ\u0090\0\u0003'),
    headers: { 'content-type': 'application/x-msdownload', 'content-disposition': 'attachment; filename=a.exe' },
    status: 415,
    code: 'file-type',
  },
  'a file that is not what it says': {
    path: () => '/api/docs/files',
    body: bytes('<html><script>alert(1)</script>'),
    headers: { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename=a.pdf' },
    status: 415,
    code: 'file-type',
  },
  'a text file that is no text of blocks': {
    path: () => '/api/docs/files',
    body: bytes('{"blocks":"x"}'),
    headers: textHeaders,
    status: 415,
    code: 'file-type',
  },
  'a file that is too large': {
    path: () => '/api/docs/files',
    body: () => Buffer.alloc(21 * 1024 * 1024, 32),
    headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename=a.txt' },
    status: 413,
    code: 'too-large',
  },
  'a verb that the address has not': { method: 'DELETE', path: at(), status: 405, code: 'verb' },
};

describe.each(Object.entries(cases))('[APR-14] %s', (_what, one) => {
  test.each([
    ['zh-CN', /[一-鿿]/],
    ['en-US', /^[^一-鿿]*$/],
  ] as const)('is a problem in %s, and nothing is stored', async (language, pattern) => {
    const before = await stored();
    const said: Answer = await drafter.call(one.method ?? 'POST', one.path(), one.body?.(), { 'accept-language': language, ...one.headers });
    expect(said.headers.get('content-type')).toContain('application/problem+json');
    expect({ status: said.status, code: said.body.code, detail: said.body.detail }).toMatchObject({
      status: one.status,
      code: typeof one.code === 'string' ? one.code : expect.stringMatching(one.code),
    });
    expect(said.body).toMatchObject({ status: one.status, type: `urn:chancery:${said.body.code}`, trace: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(said.body.title).toMatch(pattern);
    expect(said.body.detail).toBeTruthy();
    if (language === 'zh-CN') expect(said.body.detail).toMatch(pattern);
    if (one.field) expect(said.body.fields.map((field: { field: string }) => field.field)).toContain(one.field);
    expect(JSON.stringify(said.body)).not.toMatch(/node_modules|\.ts:|at Object|SELECT |protobuf/);
    expect(await stored()).toEqual(before);
  });
});

test('[APR-25] the same key again is the same command; for something else it is refused', async () => {
  const headers = { 'idempotency-key': randomUUID() };
  const first = await drafter.call('POST', open, { form, submit: false }, headers);
  const again = await drafter.call('POST', open, { form, submit: false }, headers);
  expect([first.status, again.status, again.body.id]).toEqual([200, 200, first.body.id]);
  const before = await stored();
  const other = await drafter.call('POST', open, { form: { ...form, title: '另一份通知' }, submit: false }, headers);
  expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  expect(await stored()).toEqual(before);
});

test('[OP-001] an agreement to a text that has changed since is refused', async () => {
  const matter = await submitted(drafter);
  const open1 = matter.tasks.find((one: any) => one.state === 'open');
  const holder = new Client(url, directory.people.get(open1.holder.id)!, build.id);
  const said = await holder.call('POST', `/api/docs/matters/${matter.id}/tasks/${open1.id}/agree`, {
    opinion: '同意',
    textVersion: matter.text.number + 1,
  });
  expect(said).toMatchObject({ status: 409, body: { code: 'text-changed' } });
  expect((await drafter.ok('GET', `/api/docs/matters/${matter.id}`)).version).toBe(matter.version);
});

test('[APR-12] a change of a draft that somebody else changed first is refused', async () => {
  const mine = await drafter.ok('POST', open, { form, submit: false });
  const changed = await drafter.ok('PATCH', `/api/docs/matters/${mine.id}`, { form: { ...mine.form, copies: 3 }, version: mine.version });
  const said = await drafter.call('PATCH', `/api/docs/matters/${mine.id}`, { form: { ...mine.form, copies: 4 }, version: mine.version });
  expect(said.status).toBe(409);
  const now = await drafter.ok('GET', `/api/docs/matters/${mine.id}`);
  expect([now.version, now.form.copies]).toEqual([changed.version, 3]);
});

test('[APR-14] of a file name that is a path only the name is kept', async () => {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent('../../etc/\u202epasswd')}`;
  const said = await drafter.call('POST', '/api/docs/files', Buffer.from('text'), {
    'content-type': 'text/plain',
    'content-disposition': disposition,
  });
  expect(said).toMatchObject({ status: 201, body: { name: 'passwd' } });
});

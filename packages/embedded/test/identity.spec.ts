import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { demoPassword, demoPerson, startIdentity, type Identity } from '../src';
import { Browser, codeFlow } from './browser';

const callback = 'http://127.0.0.1:9511/auth/callback';
let home: string;
let identity: Identity;

const post = async (
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, string> }> => {
  const response = await fetch(`${identity.issuer}/protocol/openid-connect/${path}`, { method: 'POST', headers, body: new URLSearchParams(form) });
  const text = await response.text();
  return { status: response.status, body: text ? (JSON.parse(text) as Record<string, string>) : {} };
};
const passwordGrant = (username: string, password = demoPassword) =>
  post('token', { grant_type: 'password', client_id: 'chancery-token', username, password, scope: 'openid' });
const serviceToken = async (client: string): Promise<string> => {
  const { body } = await post('token', { grant_type: 'client_credentials', client_id: client, client_secret: identity.secretOf(client) });
  return body.access_token ?? '';
};
const admin = async (method: string, path: string, body?: unknown, client = 'identity-admin'): Promise<Response> =>
  fetch(`${identity.url}/admin/realms/chancery/${path}`, {
    method,
    headers: { authorization: `Bearer ${await serviceToken(client)}`, 'content-type': 'application/json' },
    body: body ? JSON.stringify(body) : undefined,
  });
const list = async (path: string, client = 'chancery-directory'): Promise<Record<string, string>[]> =>
  (await admin('GET', path, undefined, client)).json() as Promise<Record<string, string>[]>;

async function signIn(browser: Browser, flow: ReturnType<typeof codeFlow>, username: string, password = demoPassword) {
  const asked = await browser.visit(flow.start);
  expect(asked.status).toBe(303);
  const page = await browser.visit(asked.location);
  expect(page.text).toContain('登录文枢');
  return browser.visit(page.url, { username, password });
}
async function code(browser: Browser, location: string): Promise<string> {
  const back = await browser.visit(location);
  const url = new URL(back.location);
  expect(url.origin + url.pathname).toBe(callback);
  expect(url.searchParams.get('state')).toBe('state-1');
  return url.searchParams.get('code') ?? '';
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'identity-'));
  identity = await startIdentity({ port: 0, home });
});
afterAll(async () => {
  await identity.stop();
  rmSync(home, { recursive: true });
});

test('the code flow with PKCE signs a person in, with the claims that Keycloak gives', async () => {
  const flow = codeFlow(identity.issuer, identity.secretOf('chancery-gateway'), callback);
  const browser = new Browser();
  const answered = await signIn(browser, flow, 'zhoumin');
  expect(answered.status).toBe(303);
  const { status, body } = await flow.exchange(await code(browser, answered.location));
  expect(status).toBe(200);
  expect(body).toMatchObject({ token_type: 'Bearer', id_token: expect.any(String), refresh_token: expect.any(String), expires_in: 120 });
  const known = (await (await fetch(`${identity.issuer}/.well-known/openid-configuration`)).json()) as { jwks_uri: string; issuer: string };
  const { payload } = await jwtVerify(body.access_token ?? '', createRemoteJWKSet(new URL(known.jwks_uri)), {
    issuer: known.issuer,
    audience: 'chancery',
    algorithms: ['RS256'],
  });
  expect(payload).toMatchObject({
    sub: demoPerson('zhoumin'),
    azp: 'chancery-gateway',
    typ: 'Bearer',
    aud: 'chancery',
    preferred_username: 'zhoumin',
    name: '周敏',
    groups: expect.arrayContaining(['/衡川集团有限公司/衡川建设工程有限公司/办公室/办公室主任']),
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(120);
  expect(decodeJwt(body.id_token ?? '')).toMatchObject({ aud: 'chancery-gateway', nonce: 'nonce-1', sub: demoPerson('zhoumin') });
  const refreshed = await flow.refresh(body.refresh_token ?? '');
  expect(decodeJwt(refreshed.body.access_token ?? '')).toMatchObject({ sub: demoPerson('zhoumin'), aud: 'chancery' });
  const info = await fetch(`${identity.issuer}/protocol/openid-connect/userinfo`, { headers: { authorization: `Bearer ${body.access_token}` } });
  expect(await info.json()).toMatchObject({ sub: demoPerson('zhoumin'), preferred_username: 'zhoumin' });
});

test('a wrong password, an unknown person, a wrong verifier, a code used twice are refused', async () => {
  const flow = codeFlow(identity.issuer, identity.secretOf('chancery-gateway'), callback);
  const browser = new Browser();
  for (const [username, password] of [
    ['zhoumin', 'wrong'],
    ['nobody', demoPassword],
  ] as const) {
    const refused = await signIn(browser, flow, username, password);
    expect([refused.status, refused.text.includes('用户名或口令不对。')]).toEqual([401, true]);
  }
  const answered = await signIn(browser, flow, 'zhoumin');
  const value = await code(browser, answered.location);
  expect((await flow.exchange(value, 'x'.repeat(43))).body.error).toBe('invalid_grant');
  const again = new Browser();
  const second = await code(again, (await signIn(again, flow, 'zhoumin')).location);
  expect((await flow.exchange(second)).status).toBe(200);
  expect((await flow.exchange(second)).body.error).toBe('invalid_grant');
  expect((await passwordGrant('zhoumin', 'wrong')).body.error).toBe('invalid_grant');
  expect((await passwordGrant('zhoumin')).status).toBe(200);
});

test('a redirect to another machine is refused, a request without PKCE too', async () => {
  const other = codeFlow(identity.issuer, '', 'http://example.org/auth/callback');
  expect((await new Browser().visit(other.start)).status).toBe(400);
  const plain = codeFlow(identity.issuer, '', callback)
    .start.replace(/&code_challenge=[^&]+/, '')
    .replace(/&code_challenge_method=S256/, '');
  expect((await new Browser().visit(plain)).location).toContain('error=invalid_request');
});

test('[ORG-06] a disabled person gets no token, neither anew nor by refresh, and the admin events tell', async () => {
  const flow = codeFlow(identity.issuer, identity.secretOf('chancery-gateway'), callback);
  const browser = new Browser();
  const { body } = await flow.exchange(await code(browser, (await signIn(browser, flow, 'luojia')).location));
  const id = demoPerson('luojia');
  const [before] = await list('admin-events?max=1');
  expect((await admin('PUT', `users/${id}`, { enabled: false })).status).toBe(204);
  expect((await passwordGrant('luojia')).body.error).toBe('invalid_grant');
  expect((await flow.refresh(body.refresh_token ?? '')).body.error).toBe('invalid_grant');
  expect((await signIn(new Browser(), flow, 'luojia')).status).toBe(401);
  const asked = await post('token/introspect', {
    token: body.access_token ?? '',
    client_id: 'chancery-gateway',
    client_secret: identity.secretOf('chancery-gateway'),
  });
  expect(asked.body).toEqual({ active: false });
  const events = await list('admin-events');
  expect(events[0]).toMatchObject({ operationType: 'UPDATE', resourceType: 'USER', resourcePath: `users/${id}` });
  expect(events[0]?.id).not.toBe(before?.id);
  expect((await admin('PUT', `users/${id}`, { enabled: true })).status).toBe(204);
  expect((await passwordGrant('luojia')).status).toBe(200);
});

test('the admin API answers as Keycloak: groups in pages, brief unless asked, members, users', async () => {
  const [top] = await list('groups');
  expect(top).toMatchObject({ name: '衡川集团有限公司', path: '/衡川集团有限公司', subGroups: [] });
  expect(top).not.toHaveProperty('attributes');
  const few = await list(`groups/${top?.id}/children?briefRepresentation=false`);
  const all = await list(`groups/${top?.id}/children?briefRepresentation=false&first=0&max=100`);
  expect([few.length, all.length > 10]).toEqual([10, true]);
  const office = all.find((group) => group.name === '办公室');
  expect(office).toMatchObject({ parentId: top?.id, attributes: { type: ['department'], code: ['office'] } });
  const posts = await list(`groups/${office?.id}/children?max=100`);
  const clerks = await list(`groups/${posts.find((group) => group.name === '办公室文员')?.id}/members`);
  expect(clerks.map((user) => user.username)).toEqual(['dengjie', 'lisihan']);
  expect(await list('users?username=zhoumin&exact=true')).toMatchObject([
    { id: demoPerson('zhoumin'), firstName: '周敏', attributes: { name_en: ['Zhou Min'] } },
  ]);
  expect((await list(`users/${demoPerson('zhaowenqing')}/groups`)).map((group) => group.path)).toEqual([
    '/衡川集团有限公司/衡川建设工程有限公司/办公室/印章管理员',
    '/衡川集团有限公司/衡川建设工程有限公司/衡川路桥有限公司/办公室/印章管理员',
  ]);
});

test('only the administrator writes, only service accounts read, a person never', async () => {
  const id = demoPerson('zhoumin');
  expect((await admin('PUT', `users/${id}`, { enabled: false }, 'chancery-directory')).status).toBe(403);
  const { body } = await passwordGrant('zhoumin');
  const asked = await fetch(`${identity.url}/admin/realms/chancery/users`, { headers: { authorization: `Bearer ${body.access_token}` } });
  expect(asked.status).toBe(403);
  expect((await fetch(`${identity.url}/admin/realms/chancery/users`)).status).toBe(401);
});

test('people, memberships and sign-ins outlive a restart; secrets are for the owner only', async () => {
  const flow = codeFlow(identity.issuer, identity.secretOf('chancery-gateway'), callback);
  const browser = new Browser();
  const { body } = await flow.exchange(await code(browser, (await signIn(browser, flow, 'zhoumin')).location));
  const made = await admin('POST', 'users', { username: 'newcomer', enabled: true, firstName: '新来', attributes: { name_en: ['Xin Lai'] } });
  const id = made.headers.get('location')?.split('/').at(-1) ?? '';
  const [group] = await list(`users/${demoPerson('luojia')}/groups`);
  expect([made.status, (await admin('PUT', `users/${id}/groups/${group?.id}`)).status]).toEqual([201, 204]);
  expect((await admin('POST', 'users', { username: 'newcomer' })).status).toBe(409);
  const port = Number(new URL(identity.url).port);
  await identity.stop();
  identity = await startIdentity({ port, home });
  // The client's kept-alive connections learn of their end at the next turn.
  await new Promise((done) => setTimeout(done, 50));
  expect((await flow.refresh(body.refresh_token ?? '')).status).toBe(200);
  expect(await list(`users/${id}/groups`)).toMatchObject([{ id: group?.id }]);
  expect((await admin('DELETE', `users/${id}/groups/${group?.id}`)).status).toBe(204);
  expect((await list('admin-events?max=1'))[0]).toMatchObject({
    operationType: 'DELETE',
    resourceType: 'GROUP_MEMBERSHIP',
    resourcePath: `users/${id}/groups/${group?.id}`,
  });
  for (const file of readdirSync(join(home, 'secrets'))) expect(statSync(join(home, 'secrets', file)).mode & 0o077).toBe(0);
});

test('signing out ends the session and the refresh token, and goes back to the application', async () => {
  const flow = codeFlow(identity.issuer, identity.secretOf('chancery-gateway'), callback);
  const browser = new Browser();
  const { body } = await flow.exchange(await code(browser, (await signIn(browser, flow, 'hejing')).location));
  const query = new URLSearchParams({ id_token_hint: body.id_token ?? '', post_logout_redirect_uri: 'http://127.0.0.1:9511/' });
  const page = await browser.visit(`${identity.issuer}/protocol/openid-connect/logout?${query}`);
  expect(page.text).toContain('submit()');
  const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const fields = Object.fromEntries([...page.text.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  expect((await browser.visit(action, fields)).location).toBe('http://127.0.0.1:9511/');
  expect((await flow.refresh(body.refresh_token ?? '')).body.error).toBe('invalid_grant');
  expect((await browser.visit(flow.start)).location).toContain('/login-actions/authenticate/');
  const other = new Browser();
  await code(other, (await signIn(other, flow, 'hejing')).location);
  const bare = await other.visit(`${identity.issuer}/protocol/openid-connect/logout`);
  expect([bare.text.includes('退出文枢'), bare.text.includes('submit()')]).toEqual([true, false]);
});

test('it refuses to run in production and to answer under another name', async () => {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await expect(startIdentity({ port: 0, home })).rejects.toThrow('production');
  } finally {
    process.env.NODE_ENV = before;
  }
  const { request } = await import('node:http');
  const status = await new Promise((done) =>
    request(`${identity.url}/realms/chancery/.well-known/openid-configuration`, { headers: { host: 'evil.example' } }, (res) =>
      done(res.statusCode),
    ).end(),
  );
  expect(status).toBe(421);
});

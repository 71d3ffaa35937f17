import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoPassword } from '@chancery/embedded';
import { Client, company, directory } from './office';
import { sleep } from './stack';

const url = process.env.CHANCERY_URL!;
const identity = process.env.CHANCERY_IDENTITY ?? `http://127.0.0.1:${Number(new URL(url).port) + 1}`;
const build = company('衡川建设');
const logistics = company('衡川物流');

/** What a browser does of the code flow: keeps cookies per host and port, sends forms, is told where to go. */
class Browser {
  readonly jars = new Map<string, Map<string, string>>();
  set: string[] = [];

  jar(address: string): Map<string, string> {
    const host = new URL(address).host;
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    return jar;
  }

  async ask(method: string, address: string, { headers = {}, body }: { headers?: Record<string, string>; body?: BodyInit } = {}): Promise<Response> {
    const jar = this.jar(address);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { method, redirect: 'manual', headers: { cookie, 'accept-language': 'zh-CN', ...headers }, ...(body === undefined ? {} : { body }) });
    this.set = response.headers.getSetCookie();
    for (const one of this.set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
      if (value && !/expires=thu, 01 jan 1970/i.test(one)) jar.set(name, value);
      else jar.delete(name);
    }
    return response;
  }

  /** Follows redirects until a page stands; answers its address. */
  async go(address: string): Promise<{ address: string; response: Response }> {
    for (let at = address, hops = 0; hops < 10; hops++) {
      const response = await this.ask('GET', at);
      if (response.status < 300 || response.status >= 400) return { address: at, response };
      at = new URL(response.headers.get('location') ?? '', at).href;
    }
    throw new Error('redirected without end');
  }

  async signIn(username: string, to = '/inbox'): Promise<string> {
    const page = await this.go(`${url}/auth/sign-in?to=${encodeURIComponent(to)}`);
    const sent = await this.ask('POST', page.address, { body: new URLSearchParams({ username, password: demoPassword }) });
    let at = new URL(sent.headers.get('location') ?? '', page.address).href;
    for (let hops = 0; hops < 10 && !(at.startsWith(url) && !at.startsWith(`${url}/auth/callback`)); hops++) at = new URL((await this.ask('GET', at)).headers.get('location') ?? '', at).href;
    return at;
  }

  api(path: string, more: { method?: string; headers?: Record<string, string>; body?: unknown } = {}): Promise<Response> {
    return this.ask(more.method ?? 'GET', url + path, {
      headers: { 'chancery-company': build.id, ...(more.body === undefined ? {} : { 'content-type': 'application/json' }), ...more.headers },
      ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }),
    });
  }

  async signedIn(): Promise<boolean> {
    return ((await (await this.api('/api/session')).json()) as { signedIn: boolean }).signedIn;
  }
}
const write = { 'x-chancery': '1', 'idempotency-key': randomUUID() };

test('[ORG-06] a browser signs in by code flow; the token stays on the server, the session’s id changes with the sign-in', async () => {
  const browser = new Browser();
  expect(await browser.signedIn()).toBe(false);
  expect((await browser.api('/api/directory/me')).status).toBe(401);
  const asked = await browser.go(`${url}/auth/sign-in?to=/inbox`);
  expect(asked.address.startsWith(identity)).toBe(true);
  const before = browser.jar(url).get('chancery');
  expect(before).toBeTruthy();
  expect(await browser.signIn('sunlei')).toBe(`${url}/inbox`);
  const after = browser.jar(url).get('chancery');
  expect(after).toBeTruthy();
  expect(after).not.toBe(before);
  expect(await browser.signedIn()).toBe(true);
  const me = (await (await browser.api('/api/directory/me')).json()) as { person: { username: string } };
  expect(me.person.username).toBe('sunlei');
  const cookie = browser.set.find((one) => one.startsWith('chancery=')) ?? '';
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(decodeURIComponent(after ?? '')).not.toMatch(/eyJ/);
  // The id from before the sign-in opens nothing (session fixation).
  const fixed = new Browser();
  fixed.jar(url).set('chancery', before!);
  expect(await fixed.signedIn()).toBe(false);
});

test('[ORG-06] a write with the cookie must come from our own pages', async () => {
  const browser = new Browser();
  await browser.signIn('sunlei');
  const read = { ids: [randomUUID()] };
  const to = '/api/workbench/notices/read';
  expect((await browser.api(to, { method: 'POST', headers: write, body: read })).status).toBe(200);
  expect((await browser.api(to, { method: 'POST', headers: { ...write, 'x-chancery': '' }, body: read })).status).toBe(403);
  expect((await browser.api(to, { method: 'POST', headers: { ...write, origin: 'https://evil.test' }, body: read })).status).toBe(403);
  expect((await browser.api(to, { method: 'POST', headers: { ...write, origin: 'null' }, body: read })).status).toBe(403);
  expect((await browser.api(to, { method: 'POST', headers: { ...write, origin: new URL(url).origin }, body: read })).status).toBe(200);
});

test('[ORG-06] after the sign-in only an address of our own is gone to', async () => {
  for (const to of ['https://evil.test/', '//evil.test/', '/\\evil.test/', 'javascript:alert(1)']) expect(await new Browser().signIn('sunlei', to)).toBe(`${url}/`);
});

test('[ORG-06] a callback that nobody asked for, or with another’s state, signs nobody in', async () => {
  const browser = new Browser();
  await browser.ask('GET', `${url}/auth/callback?code=stolen&state=guessed`);
  expect(await browser.signedIn()).toBe(false);
  await browser.go(`${url}/auth/sign-in?to=/inbox`);
  const said = await browser.ask('GET', `${url}/auth/callback?code=stolen&state=guessed&iss=${encodeURIComponent(`${identity}/realms/chancery`)}`);
  expect(said.status).toBe(401);
  expect(await browser.signedIn()).toBe(false);
});

test('[ORG-06] signed out is signed out, here and with a copy of the cookie', async () => {
  const browser = new Browser();
  await browser.signIn('sunlei');
  const copy = new Browser();
  copy.jar(url).set('chancery', browser.jar(url).get('chancery')!);
  expect(await copy.signedIn()).toBe(true);
  await browser.ask('GET', `${url}/auth/sign-out`);
  expect(await browser.signedIn()).toBe(false);
  expect(await copy.signedIn()).toBe(false);
  expect((await copy.api('/api/directory/me')).status).toBe(401);
});

test('[ORG-06] disabling a person closes the door within seconds, on tokens and sessions that are still valid', async () => {
  const person = [...directory.people.values()].find((one) => one.username === 'feile')!;
  const client = new Client(url, person, logistics.id);
  const browser = new Browser();
  await browser.signIn('feile');
  const status = (path: string): Promise<number> => client.call('GET', path).then((said) => said.status);
  const [me, kinds] = ['/api/directory/me', '/api/docs/kinds'];
  expect([await status(me), await status(kinds)]).toEqual([200, 200]);
  const home = process.env.CHANCERY_E2E_HOME ?? join(__dirname, '..', '.chancery');
  const secret = readFileSync(join(home, 'secrets', 'identity-admin'), 'utf8').trim();
  const grant = await fetch(`${identity}/realms/chancery/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'identity-admin', client_secret: secret }) });
  const { access_token: token } = (await grant.json()) as { access_token: string };
  const enable = async (enabled: boolean): Promise<void> => {
    const said = await fetch(`${identity}/admin/realms/chancery/users/${person.id}`, { method: 'PUT', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ enabled }) });
    if (!said.ok) throw new Error(`not ${enabled ? 'enabled' : 'disabled'}: ${said.status}`);
  };
  const within = async (seconds: number, path: string, wanted: number): Promise<void> => {
    for (const until = Date.now() + seconds * 1000; ; await sleep(200)) {
      if ((await status(path)) === wanted) return;
      if (Date.now() > until) throw new Error(`${path}: not ${wanted} within ${seconds} s`);
    }
  };
  try {
    await enable(false);
    // Each service has its own copy of the directory: each closes its own door.
    await within(15, me, 401);
    await within(3, kinds, 401);
    expect((await browser.api('/api/directory/me')).status).toBe(401);
  } finally {
    await enable(true);
  }
  await within(15, me, 200);
});

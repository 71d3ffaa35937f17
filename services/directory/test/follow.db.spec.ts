import { DirectoryChanged } from '@chancery/contracts/chancery/directory/v1/directory';
import { demoCompany, demoOrganisation, demoPerson, startIdentity, type Identity } from '@chancery/embedded';
import { testDatabase, type TestDatabase } from '@chancery/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirmHeldChange, directory } from '../src';
import { follow } from '../src/follow/follow';
import type { InCompany } from '../src/follow/take-in';

let db: TestDatabase;
let relay: ReturnType<TestDatabase['as']>;
let identity: Identity;
let home: string;
let stop: AbortController;
let running: Promise<void>;
const warnings: object[] = [];
const log = { info: () => undefined, warn: (values: object) => void warnings.push(values), error: () => undefined };
const inCompany: InCompany = (company, actor, work) => db.inCompany({ company, actor }, work);

interface Told {
  key: string;
  topic: string;
  type: string;
  event: DirectoryChanged;
}
/** What the outbox holds, oldest first; taking it is what the relay does. */
async function told(): Promise<Told[]> {
  const { rows } = await relay.query<{ key: string; topic: string; type: string; payload: string }>(
    'WITH gone AS (DELETE FROM kit.outbox RETURNING seq, key, topic, type, payload) SELECT * FROM gone ORDER BY seq',
  );
  return rows.map(({ key, topic, type, payload }) => ({ key, topic, type, event: DirectoryChanged.fromJSON(JSON.parse(payload)) }));
}
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((next) => setTimeout(next, 25))) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error('it did not come');
}
const nextTold = (): Promise<Told[]> =>
  until(async () => {
    const news = await told();
    return news.length ? news : undefined;
  });
const heldChanges = async (): Promise<{ id: string; lost: number; total: number; confirmed_by: string | null }[]> =>
  (await db.pool.query('SELECT id, lost, total, confirmed_by FROM held_change ORDER BY found_at')).rows;
async function admin(method: string, path: string, body?: object): Promise<number> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'identity-admin',
    client_secret: identity.secretOf('identity-admin'),
  });
  const token = (await (await fetch(`${identity.issuer}/protocol/openid-connect/token`, { method: 'POST', body: form })).json()) as {
    access_token: string;
  };
  const headers = { authorization: `Bearer ${token.access_token}`, 'content-type': 'application/json' };
  return (await fetch(`${identity.url}/admin/realms/chancery/${path}`, { method, headers, body: body && JSON.stringify(body) })).status;
}
function start(): void {
  stop = new AbortController();
  running = follow(
    { issuer: identity.issuer, clientId: 'chancery-directory', clientSecret: identity.secretOf('chancery-directory'), every: 50 },
    { stop: stop.signal, log, inCompany },
  );
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'follow-'));
  [db, identity] = await Promise.all([testDatabase(directory), startIdentity({ port: 0, home })]);
  relay = db.as('relay');
  start();
});
afterAll(async () => {
  stop.abort();
  await running;
  await identity.stop();
  await db.close();
  rmSync(home, { recursive: true });
});

test('[ORG-06] the whole group is told once at the start, whole entries, each with its own revision', async () => {
  const news = await nextTold();
  const { companies, departments, people } = demoOrganisation();
  const said = news.map((one) => one.event.entry);
  expect(said.filter((one) => one?.$case === 'company').map((one) => one?.value)).toEqual(expect.arrayContaining(companies));
  expect(said.filter((one) => one?.$case === 'department')).toHaveLength(departments.length);
  expect(said.flatMap((one) => (one?.$case === 'person' ? [one.value] : [])).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
    people.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect(news).toHaveLength(companies.length + departments.length + people.length);
  expect(news.map((one) => one.event.revision)).toEqual(news.map((_one, at) => at + 1));
  for (const one of news) expect([one.topic, one.type]).toEqual(['chancery.directory', 'chancery.directory.v1.DirectoryChanged']);
  const zhoumin = news.find((one) => one.key === `person/${demoPerson('zhoumin')}`);
  expect(zhoumin?.event.entry?.value).toMatchObject({ username: 'zhoumin' });
});

test('[ORG-06] a person who leaves is told within moments, and nobody else is', async () => {
  const id = demoPerson('luojia');
  expect(await admin('PUT', `users/${id}`, { enabled: false })).toBe(204);
  const news = await nextTold();
  expect(news.map((one) => [one.key, one.event.entry?.$case])).toEqual([[`person/${id}`, 'person']]);
  expect(news[0]?.event.entry?.value).toMatchObject({ id, enabled: false, holdings: [{ post: 'staff' }] });
});

test('[ORG-02][ORG-06] joining and leaving a post is told; who holds none is gone from the directory', async () => {
  const [wu, sun] = [demoPerson('wuxiaotong'), demoPerson('sunlei')];
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'identity-admin',
    client_secret: identity.secretOf('identity-admin'),
  });
  const { access_token: token } = (await (
    await fetch(`${identity.issuer}/protocol/openid-connect/token`, { method: 'POST', body: form })
  ).json()) as { access_token: string };
  const groups = async (user: string): Promise<{ id: string }[]> =>
    (await fetch(`${identity.url}/admin/realms/chancery/users/${user}/groups`, { headers: { authorization: `Bearer ${token}` } })).json() as Promise<
      { id: string }[]
    >;
  const [clerks] = await groups(wu);
  const [staff] = await groups(sun);
  await admin('PUT', `users/${sun}/groups/${clerks?.id}`);
  expect((await nextTold()).map((one) => one.event.entry?.value)).toEqual([
    expect.objectContaining({ id: sun, holdings: [expect.objectContaining({ post: 'clerk' }), expect.objectContaining({ post: 'staff' })] }),
  ]);
  await admin('DELETE', `users/${sun}/groups/${staff?.id}`);
  await nextTold();
  await admin('DELETE', `users/${sun}/groups/${clerks?.id}`);
  expect((await nextTold()).map((one) => one.event.entry)).toEqual([{ $case: 'removed', value: `person/${sun}` }]);
  await admin('PUT', `users/${sun}/groups/${staff?.id}`);
  expect((await nextTold()).map((one) => one.key)).toEqual([`person/${sun}`]);
});

test('[ORG-01][ORG-07] a company that is closing is told as one', async () => {
  const roads = demoCompany('roads');
  const attributes = {
    type: ['company'],
    code: ['roads'],
    short_name: ['衡川路桥'],
    name_en: ['Hengchuan Roads and Bridges'],
    agency_mark: ['衡路发'],
    state: ['closing'],
  };
  expect(await admin('PUT', `groups/${roads}`, { name: '衡川路桥有限公司', attributes })).toBe(204);
  expect((await nextTold()).map((one) => one.event.entry)).toEqual([
    { $case: 'company', value: expect.objectContaining({ id: roads, state: 'closing' }) },
  ]);
});

test('[ORG-06] what happened while nobody looked is told at the next start, once', async () => {
  stop.abort();
  await running;
  const id = demoPerson('hejing');
  await admin('PUT', `users/${id}`, { firstName: '何静静' });
  start();
  const news = await nextTold();
  expect(news.map((one) => one.event.entry?.value)).toEqual([expect.objectContaining({ id, name: '何静静' })]);
  const [{ last }] = (await db.pool.query<{ last: number }>('SELECT max(revision) AS last FROM entry')).rows as [{ last: number }];
  expect(news[0]?.event.revision).toBe(Number(last));
});

test('[ORG-06] a change that would shut out many people is held, says so once, and goes through when it is confirmed', async () => {
  stop.abort();
  await running;
  const people = demoOrganisation().people.filter((one) => one.username !== 'zhoumin');
  for (const one of people.slice(0, 40)) await admin('PUT', `users/${one.id}`, { enabled: false });
  warnings.length = 0;
  start();
  const [held] = await until(async () => {
    const rows = await heldChanges();
    return rows.length ? rows : undefined;
  });
  await new Promise((next) => setTimeout(next, 300));
  expect(await told()).toEqual([]);
  expect([warnings.length, (await heldChanges()).length, held?.confirmed_by]).toEqual([1, 1, null]);
  expect(held?.lost).toBeGreaterThan((held?.total ?? 0) * 0.2);
  await confirmHeldChange(inCompany, demoCompany('hq'), held?.id ?? '', 'yuanbo');
  const news = await nextTold();
  expect(news).toHaveLength(held?.lost ?? 0);
  for (const one of news) expect(one.event.entry?.value).toMatchObject({ enabled: false });
  await expect(confirmHeldChange(inCompany, demoCompany('hq'), held?.id ?? '', 'yuanbo')).rejects.toMatchObject({ kind: 'missing' });
});

test('[ORG-06] an identity provider that is away is asked again, and nobody is lost meanwhile', async () => {
  const port = Number(new URL(identity.url).port);
  await identity.stop();
  warnings.length = 0;
  await until(async () => (warnings.length ? true : undefined));
  expect(await told()).toEqual([]);
  identity = await startIdentity({ port, home });
  await admin('PUT', `users/${demoPerson('zhoumin')}`, { firstName: '周小敏' }).catch(() =>
    admin('PUT', `users/${demoPerson('zhoumin')}`, { firstName: '周小敏' }),
  );
  expect((await nextTold()).map((one) => one.event.entry?.value)).toEqual([expect.objectContaining({ name: '周小敏' })]);
});

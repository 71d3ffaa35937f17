import { randomUUID } from 'node:crypto';
import { routesOf, type Route } from '../../services/gateway/src/http/routes';
import { Client, company, directory, personById } from '../office';
import { asks, type Asked, type World } from './asks';
import { wrongTokens, type WrongTokens } from './tokens';

const url = process.env.CHANCERY_URL!;
const routes = routesOf();
const keyOf = (route: Route): string => `${route.verb} ${route.template}`;
const build = company('衡川建设');
const land = company('衡川置业');
const named = (username: string, companyId: string): Client => Client.named(url, username, companyId);

const drafter = named('sunlei', build.id);
/** Belongs to the same company and has nothing to do with any of it. */
const unconcerned = named('luojia', build.id);
/** Belongs to another company only; names this company, or the own one with this company's objects. */
const outsider = { intruding: named('cenxi', build.id), athome: named('cenxi', land.id) };
const clients = new Map<string, Client>();
const world: World = {
  drafter,
  clerk: named('wuxiaotong', build.id),
  of: (id) => {
    const client = clients.get(id) ?? new Client(url, personById(id), build.id);
    clients.set(id, client);
    return client;
  },
};
let wrong: WrongTokens;

interface Said {
  status: number;
  text: string;
}

/** Sends the request as somebody. Of a live stream the first element is enough. */
async function send(asked: Asked, verb: string, who: { token?: string; companyId: string }): Promise<Said> {
  const raw = asked.body instanceof Uint8Array;
  const stop = new AbortController();
  const response = await fetch(url + asked.path, {
    method: verb.toUpperCase(),
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(30_000)]),
    headers: {
      'chancery-company': who.companyId,
      ...(who.token ? { authorization: `Bearer ${who.token}` } : {}),
      ...(verb === 'get' ? {} : { 'idempotency-key': randomUUID() }),
      ...(asked.body !== undefined && !raw ? { 'content-type': 'application/json' } : {}),
      ...asked.headers,
    },
    ...(asked.body === undefined ? {} : { body: raw ? Buffer.from(asked.body as Uint8Array) : JSON.stringify(asked.body) }),
  });
  if (!/event-stream/.test(response.headers.get('content-type') ?? '')) return { status: response.status, text: await response.text() };
  const { value } = await response.body!.getReader().read();
  stop.abort();
  return { status: response.status, text: new TextDecoder().decode(value) };
}
const as = async (client: Client): Promise<{ token: string; companyId: string }> => ({ token: await client.bearer(), companyId: client.companyId });

beforeAll(async () => {
  const issuer = `http://127.0.0.1:${Number(new URL(url).port) + 1}/realms/chancery`;
  wrong = await wrongTokens(process.env.CHANCERY_ISSUER ?? issuer, drafter.person.id);
});

test('[ORG-03] the people of this suite stand as it says', () => {
  expect(directory.posts(unconcerned.person.id, build.id)).toEqual(['staff']);
  expect(directory.belongs(outsider.intruding.person.id, build.id)).toBe(false);
  expect(directory.posts(outsider.intruding.person.id, land.id)).toEqual(['staff']);
});

test('[ORG-03][ORG-09] every route of the contract has its real object here', () => {
  expect(routes.map(keyOf).filter((key) => !asks[key])).toEqual([]);
  expect(Object.keys(asks).filter((key) => !routes.some((route) => keyOf(route) === key))).toEqual([]);
});

describe.each(routes.map((route) => [keyOf(route), route] as const))('%s', (key, route) => {
  const prepared = asks[key]!;
  let asked: Asked;
  let before: unknown;

  beforeAll(async () => {
    const first = await prepared.make(world);
    const allowed = await send(first, route.verb, await as(first.right));
    if (allowed.status >= 300) throw new Error(`the rightful person is refused: ${allowed.status} ${allowed.text}`);
    if (first.secret && !allowed.text.includes(first.secret))
      throw new Error(`the rightful person does not see ${first.secret}: ${allowed.text.slice(0, 400)}`);
    // The same again, not yet done: what a refusal must leave as it is.
    asked = await prepared.make(world);
    before = await asked.state?.();
  });
  afterEach(async () => {
    expect(await asked.state?.()).toEqual(before);
  });

  test(`[ORG-06] ${key}: without a token`, async () => {
    expect((await send(asked, route.verb, { companyId: build.id })).status).toBe(401);
  });

  test.each(['audience', 'issuer', 'expired', 'endless'] as const)(`[ORG-06] ${key}: a token wrong in its %s`, async (point) => {
    expect((await send(asked, route.verb, { token: wrong[point], companyId: build.id })).status).toBe(401);
  });

  test(`[ORG-03] ${key}: somebody of another company`, async () => {
    const intruding = await send(asked, route.verb, await as(outsider.intruding));
    const athome = await send(asked, route.verb, await as(outsider.athome));
    if (!route.personal) expect(intruding.status).toBe(404);
    for (const said of [intruding, athome]) {
      expect([200, 201, 400, 403, 404]).toContain(said.status);
      if (asked.secret) expect(said.text).not.toContain(asked.secret);
    }
    if (/\{(matter|file|task)_id\}/.test(route.template)) expect(athome.status).toBe(404);
  });

  test(`[ORG-09] ${key}: somebody of the company who is not concerned`, async () => {
    const said = await send(asked, route.verb, await as(unconcerned));
    if (prepared.unconcerned !== 'own view') return expect(said.status).toBe(prepared.unconcerned);
    expect(said.status).toBeLessThan(300);
    if (asked.secret) expect(said.text).not.toContain(asked.secret);
  });
});

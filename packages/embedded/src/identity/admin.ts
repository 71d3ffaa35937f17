import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RealmUser } from '../realm';
import { bearerOf, sendJson, textOf } from './http';
import type { Verify } from './keys';
import type { People, PlacedGroup } from './people';

interface Asked {
  people: People;
  query: URLSearchParams;
  /** The client that asks. */
  by: string;
  body: Record<string, unknown>;
  parts: string[];
}

interface Said {
  status: number;
  value?: unknown;
  location?: string;
}

const ok = (value: unknown): Said => ({ status: 200, value });
const done: Said = { status: 204 };
const missing = (what: string): Said => ({ status: 404, value: { error: `${what} not found` } });

/** One page as Keycloak cuts it: `first`, `max` with the route's own default. */
function page<T>(list: T[], query: URLSearchParams, most: number): T[] {
  const first = Number(query.get('first') ?? 0);
  return list.slice(first, first + Number(query.get('max') ?? most));
}

function groupView(group: PlacedGroup, query: URLSearchParams): object {
  const { id, name, path, parentId, attributes, subGroups } = group;
  const brief = query.get('briefRepresentation') !== 'false';
  return {
    id,
    name,
    path,
    ...(parentId ? { parentId } : {}),
    subGroupCount: subGroups.length,
    subGroups: [],
    ...(brief ? {} : { attributes, realmRoles: [], clientRoles: {} }),
  };
}

const userView = ({ groups: _groups, ...user }: RealmUser): object => ({
  emailVerified: false,
  totp: false,
  requiredActions: [],
  notBefore: 0,
  ...user,
});

function searched(people: People, query: URLSearchParams): RealmUser[] {
  const exact = query.get('exact') === 'true';
  const username = query.get('username')?.toLowerCase();
  const search = query.get('search')?.toLowerCase();
  const enabled = query.get('enabled');
  return people
    .list()
    .filter((user) => username === undefined || (exact ? user.username === username : user.username.includes(username)))
    .filter((user) => search === undefined || [user.username, user.firstName, user.lastName].some((text) => text?.toLowerCase().includes(search)))
    .filter((user) => enabled === null || String(user.enabled) === enabled);
}

function userRoutes(method: string, { people, query, body, by, parts }: Asked): Said | undefined {
  const [, id = '', inside, groupId = ''] = parts;
  if (!id) {
    if (method === 'GET') return ok(page(searched(people, query), query, 100).map(userView));
    if (method !== 'POST') return undefined;
    const username = String(body.username ?? '').toLowerCase();
    if (!username) return { status: 400, value: { errorMessage: 'User name is missing' } };
    if (people.named(username)) return { status: 409, value: { errorMessage: 'User exists with same username' } };
    const made: RealmUser = { attributes: {}, enabled: false, ...body, id: randomUUID(), username };
    people.save(made, 'CREATE', by);
    return { status: 201, location: `users/${made.id}` };
  }
  if (id === 'count' && method === 'GET') return ok(searched(people, query).length);
  const user = people.user(id);
  if (!user || user.serviceAccountClientId) return missing('User');
  if (!inside) {
    if (method === 'GET') return ok(userView(user));
    if (method === 'DELETE') people.remove(id, by);
    else if (method === 'PUT') people.save({ ...user, ...body, id, username: user.username }, 'UPDATE', by);
    else return undefined;
    return done;
  }
  if (inside !== 'groups') return undefined;
  if (!groupId) return method === 'GET' ? ok(page(people.groupsOf(id), query, Infinity).map((group) => groupView(group, query))) : undefined;
  if (!people.groups.has(groupId)) return missing('Group');
  if (method === 'PUT') people.join(id, groupId, by);
  else if (method === 'DELETE') people.leave(id, groupId, by);
  else return undefined;
  return done;
}

function groupRoutes(method: string, { people, query, body, by, parts }: Asked): Said | undefined {
  const [, id = '', inside] = parts;
  if (!id) return method === 'GET' ? ok(page(people.roots, query, Infinity).map((group) => groupView(group, query))) : undefined;
  const group = people.groups.get(id);
  if (!group) return missing('Group');
  if (method === 'GET' && !inside) return ok(groupView(group, new URLSearchParams('briefRepresentation=false')));
  if (method === 'GET' && inside === 'children') {
    const children = group.subGroups.flatMap((below) => people.groups.get(below.id) ?? []).sort((a, b) => (a.name < b.name ? -1 : 1));
    return ok(page(children, query, 10).map((below) => groupView(below, query)));
  }
  if (method === 'GET' && inside === 'members') return ok(page(people.members(id), query, 100).map(userView));
  if (method !== 'PUT' || inside) return undefined;
  people.saveGroup(id, body as { name?: string; attributes?: Record<string, string[]> }, by);
  return done;
}

function eventRoutes(method: string, { people, query }: Asked): Said | undefined {
  if (method !== 'GET') return undefined;
  const asked = query.get('dateFrom');
  const from = asked ? (/^\d+$/.test(asked) ? Number(asked) : Date.parse(asked)) : 0;
  const types = query.getAll('resourceTypes');
  const found = people.events().filter((event) => event.time >= from && (!types.length || types.includes(event.resourceType)));
  return ok(page(query.get('direction') === 'asc' ? found.reverse() : found, query, 100));
}

const routes: Record<string, (method: string, asked: Asked) => Said | undefined> = {
  users: userRoutes,
  groups: groupRoutes,
  'admin-events': eventRoutes,
};

/**
 * 管理接口 — the part of Keycloak's admin API that the directory reads, and the writes that change people: users, memberships, group
 * attributes. The directory's client reads; only `identity-admin` writes. Each write is recorded as an admin event.
 */
export function adminApi(people: People, verify: Verify) {
  return async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> => {
    const token = await verify(bearerOf(req)).catch(() => undefined);
    if (!token) return sendJson(res, 401, { error: 'HTTP 401 Unauthorized' });
    const by = String(token.azp ?? '');
    const method = req.method ?? 'GET';
    const reader = by === 'identity-admin' || by === 'chancery-directory';
    if (!reader || (method !== 'GET' && by !== 'identity-admin')) return sendJson(res, 403, { error: 'HTTP 403 Forbidden' });
    const text = method === 'POST' || method === 'PUT' ? await textOf(req) : '';
    const parts = url.pathname.slice('/admin/realms/chancery/'.length).split('/').map(decodeURIComponent);
    const asked: Asked = { people, query: url.searchParams, by, parts, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
    const said = routes[parts[0] ?? '']?.(method, asked);
    if (!said) return sendJson(res, 404, { error: 'HTTP 404 Not Found' });
    if (said.location) res.setHeader('location', `http://${req.headers.host ?? ''}/admin/realms/chancery/${said.location}`);
    if (said.value === undefined) res.writeHead(said.status).end();
    else sendJson(res, said.status, said.value);
  };
}

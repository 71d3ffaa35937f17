/** Where the identity provider is and as which service account it is read. */
export interface SourceSettings {
  /** Issuer of the realm: `http://127.0.0.1:8081/realms/chancery`. */
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export interface GroupView {
  id: string;
  name: string;
  subGroupCount?: number;
  attributes?: Record<string, string[]>;
}

export interface UserView {
  id: string;
  username: string;
  enabled: boolean;
  firstName?: string;
  lastName?: string;
  attributes?: Record<string, string[]>;
}

export interface AdminEventView {
  id: string;
  time: number;
  resourceType: string;
  /** `users/<id>`, `users/<id>/groups/<id>`, `groups/<id>`. */
  resourcePath: string;
}

const PAGE = 100;
/** A token is changed before it runs out while a walk is under way. */
const MARGIN = 20_000;

/**
 * 组织来源 — reads Keycloak's admin API with a service account (client credentials), page by page.
 *
 * @example const source = keycloak(settings); await source.top(); await source.children(id);
 */
export function keycloak({ issuer, clientId, clientSecret }: SourceSettings) {
  const admin = issuer.replace('/realms/', '/admin/realms/');
  let token: { value: string; until: number } | undefined;

  async function bearer(): Promise<string> {
    if (token && token.until > Date.now() + MARGIN) return token.value;
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
    const response = await fetch(`${issuer}/protocol/openid-connect/token`, { method: 'POST', body: form, signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`the identity provider gave no token: ${response.status}`);
    const { access_token: value, expires_in: seconds } = (await response.json()) as { access_token: string; expires_in: number };
    token = { value, until: Date.now() + seconds * 1000 };
    return value;
  }

  /** Answers nothing for what is not there. */
  async function read<T>(path: string): Promise<T | undefined> {
    const response = await fetch(`${admin}/${path}`, { headers: { authorization: `Bearer ${await bearer()}` }, signal: AbortSignal.timeout(10_000) });
    if (response.status === 404) return undefined;
    if (!response.ok) throw new Error(`the identity provider answered ${response.status} to ${path.split('?')[0]}`);
    return (await response.json()) as T;
  }

  async function pages<T>(path: string): Promise<T[]> {
    const all: T[] = [];
    for (let first = 0; ; first += PAGE) {
      const page = (await read<T[]>(`${path}${path.includes('?') ? '&' : '?'}first=${first}&max=${PAGE}`)) ?? [];
      all.push(...page);
      if (page.length < PAGE) return all;
    }
  }

  return {
    top: () => pages<GroupView>('groups?briefRepresentation=false'),
    children: (group: string) => pages<GroupView>(`groups/${group}/children?briefRepresentation=false`),
    members: (group: string) => pages<UserView>(`groups/${group}/members`),
    user: (id: string) => read<UserView>(`users/${id}`),
    groupsOf: (user: string) => pages<GroupView>(`users/${user}/groups`),
    /** Newest first. */
    events: async (first: number, max: number) => (await read<AdminEventView[]>(`admin-events?first=${first}&max=${max}`)) ?? [],
  };
}

export type Source = ReturnType<typeof keycloak>;

import { demoOrganisation, demoPassword } from '@chancery/embedded';
import { Directory, type Company, type Person } from '@chancery/domain';
import { randomUUID } from 'node:crypto';

const organisation = demoOrganisation();

/** The demo group as the stack knows it: people by username, companies by short name, departments by name. */
export const directory = Directory.of(0, organisation.companies, organisation.departments, organisation.people);

export const company = (shortName: string): Company => only(organisation.companies.filter((one) => one.shortName === shortName), shortName);
export const personById = (id: string): Person => only(organisation.people.filter((one) => one.id === id), id);
export const department = (name: string, companyId: string): string =>
  only(organisation.departments.filter((one) => one.companyId === companyId && one.name === name), name).id;
/** The first holder of a post in a company (and department). */
export const holder = (post: string, companyId: string, departmentId?: string): Person =>
  only(directory.holders(post, { company: companyId, department: departmentId }).slice(0, 1), `${post} in ${companyId}`);

function only<T>(found: T[], what: string): T {
  const [one] = found;
  if (!one) throw new Error(`the demo group has no ${what}`);
  return one;
}

export interface Answer {
  status: number;
  body: Record<string, any>;
  headers: Headers;
}

/** One signed-in person as an API client with a bearer token. */
export class Client {
  private token?: { value: string; until: number };

  constructor(
    readonly url: string,
    readonly person: Person,
    readonly companyId: string,
  ) {}

  /** The person of that login name, at work in the company. */
  static named(url: string, username: string, companyId: string): Client {
    return new Client(url, only(organisation.people.filter((one) => one.username === username), username), companyId);
  }

  async bearer(): Promise<string> {
    if (!this.token || this.token.until < Date.now() + 20_000) this.token = await fetchToken(this.url, this.person.username);
    return this.token.value;
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const raw = body instanceof Uint8Array;
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${await this.bearer()}`,
        'chancery-company': this.companyId,
        'accept-language': 'zh-CN',
        ...(body !== undefined && !raw ? { 'content-type': 'application/json' } : {}),
        ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        ...headers,
      },
      body: body === undefined ? undefined : raw ? Buffer.from(body) : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text && /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : { text } };
  }

  /** A call that must succeed. @throws Error with the problem's text. */
  async ok(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Record<string, any>> {
    const answer = await this.call(method, path, body, headers);
    if (answer.status >= 300) throw new Error(`${this.person.name} ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Stores a text of blocks and answers its reference. */
  uploadText(blocks: unknown[], name = '正文'): Promise<Record<string, any>> {
    return this.ok('POST', '/api/docs/files', Buffer.from(JSON.stringify({ blocks })), {
      'content-type': 'application/vnd.chancery.text+json',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.json`)}`,
    });
  }
}

/** A token as an API client of the demonstration gets one: the identity provider's direct grant (embedded profile only). */
async function fetchToken(url: string, username: string): Promise<{ value: string; until: number }> {
  const gateway = new URL(url);
  const provider = process.env.CHANCERY_IDENTITY ?? `http://127.0.0.1:${Number(gateway.port) + 1}`;
  const response = await fetch(`${provider}/realms/chancery/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'chancery-token', username, password: demoPassword, scope: 'openid' }),
  });
  if (!response.ok) throw new Error(`no token for ${username}: ${response.status} ${await response.text()}`);
  const { access_token: value, expires_in: seconds } = (await response.json()) as { access_token: string; expires_in: number };
  return { value, until: Date.now() + seconds * 1000 };
}

import { language } from '../words';
import { Problem, readProblem } from './problem';

export interface Ask {
  method?: 'GET' | 'POST' | 'PATCH';
  /** Company acted for: the matter's own where there is a matter. */
  company?: string;
  query?: Record<string, string | number | string[] | undefined>;
  body?: unknown;
  /** Key of a write: the same key is the same command, however often it is sent. */
  key?: string;
  signal?: AbortSignal;
}

function address(path: string, query: Ask['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== '') search.append(name, String(one));
  }
  const tail = search.toString();
  return tail ? `${path}?${tail}` : path;
}

export function headers(ask: Pick<Ask, 'company' | 'key'>, write: boolean): Headers {
  const out = new Headers({ 'Accept-Language': language() === 'zh' ? 'zh-CN' : 'en-US', 'X-Chancery': '1' });
  if (ask.company) out.set('Chancery-Company', ask.company);
  if (write) out.set('Idempotency-Key', ask.key ?? crypto.randomUUID());
  return out;
}

/** Where an answer 401 sends the browser: the server's own page, and back to here. */
export function signIn(): void {
  location.assign(`/auth/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Sends and waits for the answer. @throws Problem, also when nothing came back (status 0). */
export async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, { credentials: 'same-origin', ...init }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem(0, 'offline', '');
  });
  if (response.status === 401) signIn();
  if (!response.ok) throw await readProblem(response);
  return response;
}

/** One call of the API, JSON both ways. @throws Problem */
export async function call<T>(path: string, ask: Ask = {}): Promise<T> {
  const method = ask.method ?? 'GET';
  const head = headers(ask, method !== 'GET');
  if (ask.body !== undefined) head.set('Content-Type', 'application/json');
  const response = await send(address(path, ask.query), {
    method, headers: head, signal: ask.signal ?? null, body: ask.body === undefined ? null : JSON.stringify(ask.body),
  });
  return (await response.json()) as T;
}

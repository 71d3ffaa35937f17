import { Refusal } from '@chancery/domain';
import { currentTrace, type RpcClient } from '@chancery/service';
import type { Request, Response } from 'express';
import { languageOf } from './problem';
import type { Route } from './routes';

/** The token that the call travels with: the client's own bearer, or that of the browser's session. */
export type TokenOf = (request: Request) => Promise<string | undefined>;

export type Backends = Map<string, RpcClient>;

const noRoute = (): Refusal => new Refusal('missing', 'route', { zh: '没有这个地址', en: 'There is no such address' });
const notSignedIn = (): Refusal =>
  new Refusal('unknown', 'signed-out', { zh: '登录已失效，请重新登录', en: 'Your sign-in has ended; please sign in again' });
/** A UUID, or anything as hard to meet twice by chance. */
const KEY = /^[\x21-\x7e]{16,100}$/;

export async function headersOf(
  route: Route,
  request: Request,
  tokenOf: TokenOf,
): Promise<{ token?: string; company?: string; language: 'zh' | 'en'; key?: string; traceparent?: string }> {
  const token = await tokenOf(request);
  if (!token && !route.public) throw notSignedIn();
  const key = request.get('Idempotency-Key') ?? '';
  if (route.verb !== 'get' && !KEY.test(key))
    throw new Refusal('invalid', 'key-missing', {
      zh: '缺少请求编号（Idempotency-Key，16 至 100 个字符）',
      en: 'Idempotency-Key is missing (16 to 100 characters)',
    });
  return { token, company: request.get('Chancery-Company') ?? '', language: languageOf(request), key, traceparent: currentTrace()?.traceparent };
}

export function backendOf(route: Route, request: Request, backends: Backends): RpcClient {
  const backend = backends.get(route.backend ?? String(request.params.service));
  if (!backend) throw noRoute();
  return backend;
}

/** Aborted when the client goes away. */
export function goneOf(response: Response): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return gone.signal;
}

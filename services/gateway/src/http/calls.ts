import { Refusal } from '@chancery/domain';
import { currentTrace, type RpcClient } from '@chancery/service';
import type { Message } from '@bufbuild/protobuf';
import type { Request, RequestHandler, Response } from 'express';
import { answerOf, requestOf } from './messages';
import { languageOf } from './problem';
import type { Route } from './routes';
import { isDownload, receiveFile, sendFile } from './transfers';

/** The token that the call travels with: the client's own bearer, or that of the browser's session. */
export type TokenOf = (request: Request) => Promise<string | undefined>;

export type Backends = Map<string, RpcClient>;

const noRoute = (): Refusal => new Refusal('missing', 'route', { zh: '没有这个地址', en: 'There is no such address' });
const KEY = /^[\x21-\x7e]{8,200}$/;

export async function headersOf(route: Route, request: Request, tokenOf: TokenOf): Promise<{ token?: string; company?: string; language: 'zh' | 'en'; key?: string; traceparent?: string }> {
  const key = request.get('Idempotency-Key') ?? '';
  if (route.verb !== 'get' && !KEY.test(key)) throw new Refusal('invalid', 'key-missing', { zh: '缺少请求编号（Idempotency-Key）', en: 'Idempotency-Key is missing' });
  return { token: await tokenOf(request), company: request.get('Chancery-Company') ?? '', language: languageOf(request), key, traceparent: currentTrace()?.traceparent };
}

export function backendOf(route: Route, request: Request, backends: Backends): RpcClient {
  const backend = backends.get(route.backend ?? String(request.params.service));
  if (!backend) throw noRoute();
  return backend;
}

/** One route as express takes it: JSON in, a call, JSON out; streams and files as such. */
export function handlerOf(route: Route, backends: Backends, tokenOf: TokenOf): RequestHandler {
  const { method } = route;
  if (method.methodKind === 'client_streaming') return (request, response) => receiveFile(route, request, response, backends, tokenOf);
  if (isDownload(route)) return (request, response) => sendFile(route, request, response, backends, tokenOf);
  return async (request, response) => {
    const headers = await headersOf(route, request, tokenOf);
    const backend = backendOf(route, request, backends);
    const message = requestOf(method.input, { body: route.body ? (request.body ?? {}) : undefined, query: request.query as Record<string, unknown>, path: request.params as Record<string, string> });
    if (method.methodKind === 'server_streaming') return events(route, response, backend.stream(method, message, headers, goneOf(response)));
    response.json(answerOf(method.output, await backend.unary(method, message, headers)));
  };
}

export function goneOf(response: Response): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return gone.signal;
}

const BEAT = 20_000;

/** 事件流 — an element a message, a heartbeat in between so that nothing on the way closes it. */
async function events(route: Route, response: Response, messages: AsyncIterable<Message>): Promise<void> {
  let beat: NodeJS.Timeout | undefined;
  try {
    for await (const message of messages) {
      if (!beat) {
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
        beat = setInterval(() => response.write(': beat\n\n'), BEAT);
      }
      response.write(`data: ${JSON.stringify(answerOf(route.method.output, message))}\n\n`);
      (response as Response & { flush?: () => void }).flush?.();
    }
  } finally {
    clearInterval(beat);
  }
  response.end();
}

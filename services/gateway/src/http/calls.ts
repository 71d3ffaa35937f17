import type { Message } from '@bufbuild/protobuf';
import type { RequestHandler, Response } from 'express';
import { backendOf, goneOf, headersOf, type Backends, type TokenOf } from './asked';
import { answerOf, requestOf } from './messages';
import type { Route } from './routes';
import { isDownload, receiveFile, sendFile } from './transfers';

/** One route as express takes it: JSON in, a call, JSON out; streams and files as such. */
export function handlerOf(route: Route, backends: Backends, tokenOf: TokenOf): RequestHandler {
  const { method } = route;
  if (method.methodKind === 'client_streaming') return (request, response) => receiveFile(route, request, response, backends, tokenOf);
  if (isDownload(route)) return (request, response) => sendFile(route, request, response, backends, tokenOf);
  return async (request, response) => {
    const headers = await headersOf(route, request, tokenOf);
    const backend = backendOf(route, request, backends);
    const message = requestOf(method.input, {
      body: route.body ? (request.body ?? {}) : undefined,
      query: request.query as Record<string, unknown>,
      path: request.params as Record<string, string>,
    });
    if (method.methodKind === 'server_streaming') return events(route, response, backend.stream(method, message, headers, goneOf(response)));
    response.json(answerOf(method.output, await backend.unary(method, message, headers)));
  };
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

import { Refusal } from '@chancery/domain';
import { create, type Message } from '@bufbuild/protobuf';
import type { Request, Response } from 'express';
import { once } from 'node:events';
import { backendOf, goneOf, headersOf, type Backends, type TokenOf } from './asked';
import { answerOf, requestOf } from './messages';
import type { Route } from './routes';

interface FileRefMessage {
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}

/** A stream whose elements carry a file: its reference first, then bytes. */
export const isDownload = ({ method }: Route): boolean =>
  method.methodKind === 'server_streaming' && method.output.fields.some((field) => field.name === 'chunk');

/** File name of `Content-Disposition`, RFC 6266 first. @throws Refusal where it cannot be read. */
export function nameOf(disposition: string | undefined): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename="([^"]*)"/i.exec(disposition ?? '')?.[1] ?? /filename=([^;\s]+)/i.exec(disposition ?? '')?.[1];
  try {
    return extended ? decodeURIComponent(extended) : (plain ?? '');
  } catch {
    throw new Refusal('invalid', 'file-name', { zh: '文件名不正确', en: 'The file name cannot be read' });
  }
}

/** 20 MiB, as the services have it; said here so that nobody sends what will be refused. */
const LARGEST = 20 * 1024 * 1024;
const tooLarge = (): Refusal => new Refusal('invalid', 'too-large', { zh: '文件超过 20 MB', en: 'The file is larger than 20 MB' }, { status: 413 });

/** Upload: the body is the file itself. */
export async function receiveFile(route: Route, request: Request, response: Response, backends: Backends, tokenOf: TokenOf): Promise<void> {
  const { method } = route;
  const headers = await headersOf(route, request, tokenOf);
  const backend = backendOf(route, request, backends);
  if (Number(request.get('Content-Length') ?? 0) > LARGEST) throw tooLarge();
  const name = nameOf(request.get('Content-Disposition'));
  const mediaType = (request.get('Content-Type') ?? '').split(';')[0]!.trim().toLowerCase();
  async function* messages(): AsyncGenerator<Message> {
    yield create(method.input, { service: String(request.params.service), name, mediaType } as never);
    for await (const chunk of request) yield create(method.input, { chunk: chunk as Uint8Array } as never);
  }
  const answer = await backend.upload(method, messages(), headers);
  response.status(201).json(answerOf(method.output, answer));
}

/** Download: as an attachment, never to be run or guessed at by a browser. */
export async function sendFile(route: Route, request: Request, response: Response, backends: Backends, tokenOf: TokenOf): Promise<void> {
  const { method } = route;
  const headers = await headersOf(route, request, tokenOf);
  const message = requestOf(method.input, { query: request.query as Record<string, unknown>, path: request.params as Record<string, string> });
  const gone = goneOf(response);
  for await (const part of backendOf(route, request, backends).stream(method, message, headers, gone)) {
    const { file, chunk } = part as unknown as { file?: FileRefMessage; chunk: Uint8Array };
    if (file) {
      response.setHeader('Content-Type', file.mediaType);
      response.setHeader('Content-Length', String(file.size));
      response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
      response.setHeader('ETag', `"${file.sha256}"`);
      response.setHeader('Cache-Control', 'private, no-cache');
    }
    if (chunk.length && !response.write(chunk)) await once(response, 'drain', { signal: gone }).catch(() => undefined);
    if (gone.aborted) return;
  }
  response.end();
}

import type { IncomingMessage, ServerResponse } from 'node:http';

const LIMIT = 1024 * 1024;

/** The body as text. @throws Error above one megabyte. */
export async function textOf(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LIMIT) throw new Error('the body is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export const formOf = async (req: IncomingMessage): Promise<URLSearchParams> => new URLSearchParams(await textOf(req));

export function send(res: ServerResponse, status: number, type: string, body: string): void {
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  res.end(body);
}

export const sendJson = (res: ServerResponse, status: number, value: unknown): void => send(res, status, 'application/json', JSON.stringify(value));

/** The token of `Authorization: Bearer …`, or an empty string. */
export const bearerOf = (req: IncomingMessage): string => /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';

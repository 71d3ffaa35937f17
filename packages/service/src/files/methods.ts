import { FilesService, type DownloadRequest, type DownloadResponse, type UploadRequest } from '@chancery/contracts/chancery/files/v1/files';
import { Refusal } from '@chancery/domain';
import type { MethodDefinition } from '@grpc/grpc-js';
import type { Files } from '../manifest';
import type { Caller } from '../rpc/caller';
import type { Method } from '../rpc/server';
import { LARGEST } from './content';

const CHUNK = 256 * 1024;

const readOnly = (): Refusal => new Refusal('forbidden', 'read-only', { zh: '在该公司只能查看', en: 'In that company you may only look' });

/** Stops reading where a file is too large: nothing is stored of it. Only who belongs to the company brings files into it (ORG-04). */
async function upload(files: Files, caller: Caller, requests: AsyncIterable<UploadRequest>): Promise<unknown> {
  if (caller.by !== 'post') throw readOnly();
  const parts: Buffer[] = [];
  let [name, mediaType, size] = ['', '', 0];
  for await (const request of requests) {
    name ||= request.name;
    mediaType ||= request.mediaType;
    size += request.chunk.length;
    if (size > LARGEST) throw new Refusal('invalid', 'too-large', { zh: '文件超过 20 MB', en: 'The file is larger than 20 MB' }, { status: 413 });
    parts.push(Buffer.from(request.chunk));
  }
  return files.put({ company: caller.company, actor: caller.actor, name, mediaType, bytes: Buffer.concat(parts) });
}

async function* download(files: Files, caller: Caller, request: DownloadRequest): AsyncGenerator<DownloadResponse> {
  const { file, bytes } = await files.get({ company: caller.company, actor: caller.actor, id: request.fileId });
  yield { file, chunk: Buffer.alloc(0) };
  for (let at = 0; at < bytes.length; at += CHUNK) yield { file: undefined, chunk: bytes.subarray(at, at + CHUNK) };
}

/** 文件 — upload to the uploader's own, download of what the caller may see. */
export function fileMethods(files: Files): Method[] {
  const definitions = FilesService as unknown as Record<string, MethodDefinition<never, never>>;
  return [
    { definition: definitions.upload!, personal: false, seat: false, upload: (caller, requests) => upload(files, caller, requests as AsyncIterable<UploadRequest>) },
    { definition: definitions.download!, personal: false, seat: true, stream: (caller, request) => download(files, caller, request as DownloadRequest) },
  ];
}

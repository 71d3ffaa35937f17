import type { Block, FileView } from './wire';
import { headers, send } from './request';

/** Media type of a structured text. */
export const textType = 'application/vnd.chancery.text+json';

/** Stores a file of mine; it belongs to me until a form names it. Body = the bytes themselves. @throws Problem */
export async function upload(service: string, company: string, name: string, type: string, bytes: Blob): Promise<FileView> {
  const head = headers({ company }, true);
  head.set('Content-Type', type || 'application/octet-stream');
  head.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  const response = await send(`/api/${service}/files`, { method: 'POST', headers: head, body: bytes });
  return (await response.json()) as FileView;
}

export async function download(service: string, company: string, file: string): Promise<Blob> {
  const response = await send(`/api/${service}/files/${file}`, { headers: headers({ company }, false) });
  return response.blob();
}

export const uploadText = (service: string, company: string, blocks: Block[]): Promise<FileView> =>
  upload(service, company, 'text.json', textType, new Blob([JSON.stringify({ blocks })]));

const whole = (block: Partial<Block>): Block => ({ type: block.type ?? 'paragraph', level: block.level ?? 0, text: block.text ?? '', rows: block.rows ?? [] });

export async function readText(service: string, company: string, file: string): Promise<Block[]> {
  const body = JSON.parse(await (await download(service, company, file)).text()) as { blocks?: Partial<Block>[] };
  return (body.blocks ?? []).map(whole);
}

/** Hands the bytes to the browser's own download, under the file's name. */
export async function save(service: string, company: string, file: FileView): Promise<void> {
  const address = URL.createObjectURL(await download(service, company, file.id));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name ?? '';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

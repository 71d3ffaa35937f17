import { Refusal } from '@chancery/domain';
import { fileTypeFromBuffer } from 'file-type';
import { zipNames } from './zip';

export const LARGEST = 20 * 1024 * 1024;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A text as the editor keeps it: JSON `{ blocks: […] }`. */
export const TEXT = 'application/vnd.chancery.text+json';

/** Is it what it says it is: looked at, not believed. Nothing is unpacked or run (architecture §13). */
const real: Record<string, (bytes: Buffer) => boolean | Promise<boolean>> = {
  'application/pdf': (bytes) => bytes.subarray(0, 5).toString('latin1') === '%PDF-' && bytes.subarray(-2048).includes('%%EOF'),
  'image/png': (bytes) => found(bytes, 'image/png'),
  'image/jpeg': (bytes) => found(bytes, 'image/jpeg'),
  [WORD]: (bytes) => office(bytes, 'word/document.xml'),
  [SHEET]: (bytes) => office(bytes, 'xl/workbook.xml'),
  'text/plain': plain,
  [TEXT]: blocks,
};

async function found(bytes: Buffer, type: string): Promise<boolean> {
  return (await fileTypeFromBuffer(bytes))?.mime === type;
}

function office(bytes: Buffer, main: string): boolean {
  const names = zipNames(bytes);
  return !!names?.includes('[Content_Types].xml') && names.includes(main) && !names.some((name) => /vbaProject\.bin$|\.\.[/\\]/i.test(name));
}

function plain(bytes: Buffer): boolean {
  const text = decoded(bytes);
  // Control characters other than tab and line ends make it some other file.
  return text !== undefined && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const BLOCK = { type: 'string', level: 'number', text: 'string', rows: 'object' } as const;

function blocks(bytes: Buffer): boolean {
  try {
    const value = JSON.parse(decoded(bytes) ?? '') as { blocks?: unknown };
    return Object.keys(value).join() === 'blocks' && Array.isArray(value.blocks) && value.blocks.every(block);
  } catch {
    return false;
  }
}

function block(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, part]) => typeof part === (BLOCK as Record<string, string>)[name] && part !== null && (name !== 'rows' || Array.isArray(part)));
}

/**
 * Refuses what may not be stored.
 *
 * @returns the media type without parameters.
 * @throws Refusal `too-large` (413), `file-type` (415), `file-empty` (400).
 */
export async function checkContent(mediaType: string, bytes: Buffer): Promise<string> {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!bytes.length) throw new Refusal('invalid', 'file-empty', { zh: '文件是空的', en: 'The file is empty' });
  if (bytes.length > LARGEST)
    throw new Refusal('invalid', 'too-large', { zh: '文件超过 {most} MB', en: 'The file is larger than {most} MB' }, { status: 413, arguments: { most: String(LARGEST / 1024 / 1024) } });
  if (!Object.hasOwn(real, type) || !(await real[type]?.(bytes)))
    throw new Refusal('invalid', 'file-type', { zh: '不接受这种文件，或其内容与类型不符', en: 'Files of this type are not accepted, or the content is not of the stated type' }, { status: 415 });
  return type;
}

/** The name alone, without folders and control characters. @throws Refusal `file-name`. */
export function checkName(name: string): string {
  const plainName = (name.split(/[/\\]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim().normalize('NFC');
  if (!plainName || plainName === '.' || plainName === '..' || plainName.length > 200)
    throw new Refusal('invalid', 'file-name', { zh: '文件名须为 1 到 200 个字', en: 'A file name has 1 to 200 characters' });
  return plainName;
}

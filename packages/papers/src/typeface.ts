import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** 字体 — one font file: its names and the characters it can draw. Only a few tables are read, never the outlines. */
export interface Typeface {
  file: string;
  /** Family as the typesetter knows it: `Noto Serif SC`. */
  family: string;
  /** Every family name the file gives itself, Chinese ones included. */
  families: string[];
  /** 100 to 900. */
  weight: number;
  version: string;
  /** SHA-256 of the file, hex. */
  sha256: string;
  covers(codePoint: number): boolean;
}

/**
 * Reads a TrueType or OpenType file (no collections).
 *
 * @throws Error when the file is not a font or has no Unicode character map.
 */
export async function readTypeface(file: string): Promise<Typeface> {
  const handle = await open(file, 'r');
  try {
    const table = await tables(handle, file);
    const names = readNames(await table('name'));
    const covers = readCharacters(await table('cmap'), file);
    const weight = (await table('OS/2')).readUInt16BE(4);
    const family = (names.find((name) => name.id === 16) ?? names.find((name) => name.id === 1))?.text ?? '';
    return {
      file, family, weight, covers,
      families: [...new Set(names.filter((name) => [1, 4, 16].includes(name.id)).map((name) => name.text))],
      version: names.find((name) => name.id === 5)?.text ?? '',
      sha256: await sha256(file),
    };
  } finally {
    await handle.close();
  }
}

async function tables(handle: FileHandle, file: string): Promise<(tag: string) => Promise<Buffer>> {
  const part = async (offset: number, length: number) => {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, offset);
    if (bytesRead < length) throw new Error(`${file} is cut short`);
    return buffer;
  };
  const head = await part(0, 12);
  if (![0x00010000, 0x4f54544f, 0x74727565].includes(head.readUInt32BE(0))) throw new Error(`${file} is not a TrueType or OpenType font`);
  const count = head.readUInt16BE(4);
  const directory = await part(12, 16 * count);
  const places = new Map<string, [number, number]>();
  for (let i = 0; i < count; i += 1) {
    places.set(directory.toString('latin1', 16 * i, 16 * i + 4), [directory.readUInt32BE(16 * i + 8), directory.readUInt32BE(16 * i + 12)]);
  }
  return (tag) => {
    const place = places.get(tag);
    if (!place) throw new Error(`${file} has no table ${tag}`);
    return part(...place);
  };
}

function readNames(table: Buffer): { id: number; text: string }[] {
  const texts = table.readUInt16BE(4);
  const names = [];
  for (let i = 0; i < table.readUInt16BE(2); i += 1) {
    const record = 6 + 12 * i;
    const platform = table.readUInt16BE(record);
    if (platform !== 3 && platform !== 0) continue;
    const start = texts + table.readUInt16BE(record + 10);
    const bytes = Buffer.from(table.subarray(start, start + table.readUInt16BE(record + 8)));
    names.push({ id: table.readUInt16BE(record + 6), text: bytes.swap16().toString('utf16le') });
  }
  return names;
}

/** Formats 4 (16 bit) and 12 (32 bit) are what Chinese fonts carry; both are read, so that neither hides a character. */
function readCharacters(table: Buffer, file: string): (codePoint: number) => boolean {
  const bits = new Uint8Array(0x110000 / 8);
  const add = (from: number, to: number) => {
    for (let code = from; code <= to; code += 1) bits[code >> 3]! |= 1 << (code & 7);
  };
  let found = false;
  for (let i = 0; i < table.readUInt16BE(2); i += 1) {
    const start = table.readUInt32BE(4 + 8 * i + 4);
    const format = table.readUInt16BE(start);
    if (format === 12) {
      for (let group = 0; group < table.readUInt32BE(start + 12); group += 1) {
        const at = start + 16 + 12 * group;
        add(table.readUInt32BE(at), Math.min(table.readUInt32BE(at + 4), 0x10ffff));
      }
    } else if (format === 4) {
      addSegments(table, start, add);
    }
    found ||= format === 12 || format === 4;
  }
  if (!found) throw new Error(`${file} has no Unicode character map`);
  return (codePoint) => (bits[codePoint >> 3]! & (1 << (codePoint & 7))) !== 0;
}

function addSegments(table: Buffer, start: number, add: (from: number, to: number) => void): void {
  const size = table.readUInt16BE(start + 6);
  for (let at = 0; at < size; at += 2) {
    const last = table.readUInt16BE(start + 14 + at);
    const first = table.readUInt16BE(start + 16 + size + at);
    const delta = table.readUInt16BE(start + 16 + 2 * size + at);
    const rangeAt = start + 16 + 3 * size + at;
    const range = table.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const raw = range === 0 ? code : table.readUInt16BE(rangeAt + range + 2 * (code - first));
      if (raw !== 0 && ((raw + delta) & 0xffff) !== 0) add(code, code);
    }
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

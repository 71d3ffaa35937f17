import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { person, system, type Actor } from '@chancery/domain';
import { createFiles, folderStore, keptKeys, LARGEST, TEXT, type StoredFile, type StoredFiles } from '@chancery/service';
import { testDatabase, type TestDatabase } from '@chancery/testing';

const home = mkdtempSync(join(tmpdir(), 'files-'));
const company = randomUUID();
const other = randomUUID();
const wang = person(randomUUID());
const li = person(randomUUID());

let db: TestDatabase;
let files: StoredFiles;
/** Which person sees which matter; in a service the engine says so. */
const seen = new Set<string>();
const open = (): StoredFiles =>
  createFiles({ database: db, store: folderStore(join(home, 'files')), keys: keptKeys(join(home, 'keys')), sees: async (_, matters, who) => matters.some((matter) => seen.has(`${who} ${matter}`)) });

beforeAll(async () => {
  db = await testDatabase({ name: 'kit' });
  files = open();
}, 90_000);
afterAll(async () => {
  await db.close();
  rmSync(home, { recursive: true, force: true });
});

const PDF = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');
const put = (bytes: Buffer = PDF, mediaType = 'application/pdf', name = '通知.pdf', actor: Actor = wang): Promise<StoredFile> => files.put({ company, actor, name, mediaType, bytes });
const get = (id: string, actor: Actor = wang, of = company): Promise<{ bytes: Buffer }> => files.get({ company: of, actor, id });
const link = (actor: Actor, matter: string, ids: string[], of = company): Promise<void> => db.inCompany({ company: of, actor }, (tx) => files.link(tx, { actor, matter, files: ids }));
const everything = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

/** A zip whose entries are stored as they are. */
function zip(names: string[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const text = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(text.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(text.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, text);
    directory.push(entry, text);
    at += 30 + text.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

function png(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, sum]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from([0, 0]))), chunk('IEND', Buffer.alloc(0))]);
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const docx = ['[Content_Types].xml', '_rels/.rels', 'word/document.xml'];
const xlsx = ['[Content_Types].xml', 'xl/workbook.xml'];
const text = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

test.each<[string, Buffer, string]>([
  ['a PDF', PDF, 'application/pdf'],
  ['a Word document', zip(docx), WORD],
  ['a workbook', zip(xlsx), SHEET],
  ['a picture', png(), 'image/png'],
  ['plain text', Buffer.from('关于…的通知\r\n\t一、'), 'text/plain; charset=utf-8'],
  ['a text of the editor', text({ blocks: [{ type: 'heading', level: 1, text: '总则' }, { type: 'table', rows: [] }] }), TEXT],
])('%s is stored and comes back as it was', async (_, bytes, mediaType) => {
  const stored = await put(bytes, mediaType, '附件');
  expect(stored).toMatchObject({ name: '附件', size: bytes.length, mediaType: mediaType.split(';')[0] });
  expect((await get(stored.id)).bytes.equals(bytes)).toBe(true);
});

test.each<[string, Buffer, string]>([
  ['a program that says it is a PDF', Buffer.from('MZ\x90\x00 %%EOF'), 'application/pdf'],
  ['a PDF that says it is a picture', PDF, 'image/png'],
  ['a torn PDF', PDF.subarray(0, 20), 'application/pdf'],
  ['a zip that says it is a Word document', zip(['readme.txt']), WORD],
  ['a workbook that says it is a Word document', zip(xlsx), WORD],
  ['a Word document with macros', zip([...docx, 'word/vbaProject.bin']), WORD],
  ['a Word document that reaches out of its folder', zip([...docx, '../../etc/passwd']), WORD],
  ['a torn zip', zip(docx).subarray(0, 60), WORD],
  ['text with control characters', Buffer.from('a\x00b'), 'text/plain'],
  ['text that is no UTF-8', Buffer.from([0xb9, 0xab, 0xce, 0xc4]), 'text/plain'],
  ['a text without blocks', text({ text: 'x' }), TEXT],
  ['a text with something more', text({ blocks: [], script: 'x' }), TEXT],
  ['a text whose block is something else', text({ blocks: [{ type: 'paragraph', html: '<b>' }] }), TEXT],
  ['a web page', Buffer.from('<script>'), 'text/html'],
  ['a drawing with scripts', Buffer.from('<svg onload="x"/>'), 'image/svg+xml'],
  ['a name of the prototype', Buffer.from('x'), 'constructor'],
])('%s is refused and nothing is stored', async (_, bytes, mediaType) => {
  const before = everything(home).length;
  await expect(put(bytes, mediaType)).rejects.toMatchObject({ kind: 'invalid', code: 'file-type', details: { status: 415 } });
  expect(everything(home)).toHaveLength(before);
});

test('what is too large, empty or without a name is refused', async () => {
  await expect(put(Buffer.alloc(LARGEST + 1, 'a'), 'text/plain')).rejects.toMatchObject({ code: 'too-large', details: { status: 413 } });
  await expect(put(Buffer.alloc(0))).rejects.toMatchObject({ code: 'file-empty' });
  await expect(put(PDF, 'application/pdf', '../')).rejects.toMatchObject({ code: 'file-name' });
  expect((await put(PDF, 'application/pdf', '..\\..\\etc/\u202e通知.pdf')).name).toBe('通知.pdf');
});

test('[ORG-09] before it is linked a file is its uploader\'s alone; then whoever sees the matter reads it; the system reads all', async () => {
  const { id } = await put();
  const matter = randomUUID();
  await get(id);
  await get(id, system('job'));
  await expect(get(id, li)).rejects.toMatchObject({ kind: 'missing' });
  await link(wang, matter, [id]);
  await expect(get(id, li)).rejects.toMatchObject({ kind: 'missing' });
  await expect(get(id, wang)).rejects.toMatchObject({ kind: 'missing' });
  seen.add(`${li.type === 'person' && li.id} ${matter}`);
  await get(id, li);
});

test('[ORG-09] a file cannot be pulled into a matter by one who may not read it', async () => {
  const { id } = await put();
  await expect(link(li, randomUUID(), [id])).rejects.toMatchObject({ kind: 'missing' });
  await expect(link(wang, randomUUID(), ['../x'])).rejects.toMatchObject({ kind: 'missing' });
  expect((await db.superuser().query('SELECT FROM kit.file_link WHERE file_id = $1', [id])).rowCount).toBe(0);
});

test('[ORG-03] another company has no such file, whoever asks there', async () => {
  const { id } = await put();
  for (const actor of [wang, li, system('job')]) await expect(get(id, actor, other)).rejects.toMatchObject({ kind: 'missing' });
  await expect(link(wang, randomUUID(), [id], other)).rejects.toMatchObject({ kind: 'missing' });
  await expect(get('not-an-id')).rejects.toMatchObject({ kind: 'missing' });
});

test('[ORG-10] a grant lets one company copy one file, once, under its own key; no other company, no other file', async () => {
  const { id, sha256 } = await put();
  const grantTo = (to: string): Promise<string> => db.inCompany({ company, actor: system('event') }, (tx) => files.grant(tx, { file: id, to }));
  const grant = await grantTo(other);
  expect(await grantTo(other)).toBe(grant);
  const copies = await Promise.all([1, 2, 3].map(() => files.copyGranted({ company: other, grant, from: company })));
  expect(new Set(copies.map((copy) => copy.id)).size).toBe(1);
  expect(await files.copyGranted({ company: other, grant, from: company })).toEqual(copies[0]);
  expect(copies[0]).toMatchObject({ sha256, name: '通知.pdf' });
  expect(copies[0]?.id).not.toBe(id);
  expect((await get(copies[0]?.id ?? '', system('job'), other)).bytes.equals(PDF)).toBe(true);
  await expect(files.copyGranted({ company: randomUUID(), grant, from: company })).rejects.toMatchObject({ kind: 'missing' });
  await expect(files.copyGranted({ company: other, grant: randomUUID(), from: company })).rejects.toMatchObject({ kind: 'missing' });
  await expect(db.inCompany({ company: other, actor: system('event') }, (tx) => files.grant(tx, { file: id, to: randomUUID() }))).rejects.toMatchObject({ kind: 'missing' });
});

test('bytes lie encrypted, each file under a key of its own; without the company\'s key nothing opens', async () => {
  const secret = Buffer.from('董事会纪要：核心商密内容');
  const { id } = await put(secret, 'text/plain', '纪要.txt');
  const at = join(home, 'files', company, id.slice(0, 2), id);
  for (const file of everything(home)) {
    expect(readFileSync(file).includes(secret)).toBe(false);
    expect(statSync(file).mode & 0o077).toBe(0);
  }
  const twin = await put(secret, 'text/plain', '纪要.txt');
  expect(readFileSync(at).equals(readFileSync(join(home, 'files', company, twin.id.slice(0, 2), twin.id)))).toBe(false);
  const stranger = createFiles({ database: db, store: folderStore(join(home, 'files')), keys: keptKeys(join(home, 'other-keys')), sees: async () => true });
  await expect(stranger.get({ company, actor: system('job'), id })).rejects.toThrow();
  expect((await open().get({ company, actor: system('job'), id })).bytes.equals(secret)).toBe(true);
});

test('bytes that were changed or put in another\'s place do not open', async () => {
  const [one, two] = [await put(), await put()];
  const at = (file: StoredFile): string => join(home, 'files', company, file.id.slice(0, 2), file.id);
  const whole = readFileSync(at(one));
  const torn = Buffer.from(whole);
  torn[torn.length - 1] = (torn.at(-1) ?? 0) ^ 1;
  writeFileSync(at(one), torn);
  await expect(get(one.id)).rejects.toThrow();
  writeFileSync(at(one), readFileSync(at(two)));
  await expect(get(one.id)).rejects.toThrow();
  writeFileSync(at(one), whole);
  expect((await get(one.id)).bytes.equals(PDF)).toBe(true);
});

test('[ORG-09] a file made by the system for a matter is read with the matter at once', async () => {
  const matter = randomUUID();
  const { id } = await files.put({ company, actor: system('job'), name: '正式公文.pdf', mediaType: 'application/pdf', bytes: PDF, matter });
  await expect(get(id, li)).rejects.toMatchObject({ kind: 'missing' });
  seen.add(`${li.type === 'person' && li.id} ${matter}`);
  await get(id, li);
});

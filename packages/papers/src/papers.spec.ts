import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '@chancery/domain';
import { linesOf, readPdf } from '../test/pdf';
import { createPapers, findFaces, paperRecord, type Papers, type Template } from './index';

const plain: Template = {
  version: 'v1',
  source: `#let it = json(bytes(sys.inputs.document))
#let faces = json(bytes(sys.inputs.faces))
#set document(date: datetime(year: 2026, month: 1, day: 5))
#set text(..faces.fangsong, fallback: false, cjk-latin-spacing: none)
#it.text #[#metadata((name: "here", page: 1, x: 1, y: 2)) <anchor>]
#if "image" in it { image(it.image, width: 10mm) }
#if "file" in it { read(it.file) }
#if "pages" in it { for nth in range(it.pages) { pagebreak(); [第#(nth + 2)页] } }`,
};
// Busy for minutes, in native code.
const endless: Template = { version: 'v', source: '#let count(n) = { let i = 0; while i < n { i += 1 }; i }\n#for a in range(100000) { for b in range(100000) { [#calc.rem(count(9000) + a, 7)] } }' };
const inputs = (form: Record<string, unknown>) => ({ document: JSON.stringify({ text: '', ...form }) });
const textOf = async (pdf: Uint8Array) => (await readPdf(pdf)).flatMap((page) => linesOf(page).map((line) => line.text)).join('\n');
const refusalOf = (promise: Promise<unknown>) => promise.then(() => { throw new Error('not refused'); }, (error: unknown) => error);

let papers: Papers;
beforeAll(() => { papers = createPapers({ idleMs: 60_000 }); });
afterAll(() => papers.close());

test('[DOUT-04] rare characters of names are printed, one that no font has is refused by name', async () => {
  const rare = '喆玥镕堃犇龑〇〔〕㎡★—“”…';
  expect(await textOf((await papers.typeset(plain, inputs({ text: rare }))).pdf)).toBe(rare);
  const refusal = await refusalOf(papers.typeset(plain, inputs({ deep: [{ name: '李𠮷' }] })));
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ kind: 'refused', code: 'missing-glyph', details: { arguments: { characters: '𠮷 (U+20BB7)' } } });
  for (const unseen of ['\u200b', '\u202e', '\ufe00', '\u{e0100}', '\u0007']) {
    expect(await refusalOf(papers.typeset(plain, inputs({ text: `甲${unseen}` })))).toMatchObject({ code: 'missing-glyph' });
  }
});

test('[DOUT-04] a preview has one picture a page and a placeholder for what is missing', async () => {
  const shown = await papers.preview(plain, inputs({ text: '李𠮷', pages: 2 }));
  expect(shown.missing).toEqual(['𠮷']);
  expect(shown.pages).toHaveLength(3);
  for (const page of shown.pages) {
    expect(page).toMatch(/^<svg [^>]*viewBox="0 0 595\.276 841\.8[89]9?"/);
    const ids = new Set([...page.matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id));
    const used = new Set([...page.matchAll(/<use xlink:href="#([^"]+)"/g)].map(([, id]) => id));
    expect(used.size).toBeGreaterThan(0);
    expect([...used].filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe(used.size);
  }
  const whole = await papers.preview(plain, inputs({ text: '李〓', pages: 2 }));
  expect(shown.pages).toEqual(whole.pages);
});

test('[DOUT-18] the same template, inputs and fonts give the same bytes; the record names them', async () => {
  const form = inputs({ text: '特此通知。' });
  const first = await papers.typeset(plain, form);
  await papers.typeset(plain, inputs({ text: '另一文' }));
  const fresh = createPapers();
  const second = await fresh.typeset(plain, form);
  await fresh.close();
  expect(second.pdf.equals(first.pdf)).toBe(true);
  expect(first.anchors).toEqual({ here: { page: 1, x: 1, y: 2 } });
  const record = paperRecord({ contentHash: 'c', number: '衡办发〔2026〕1号', date: '2026-01-05' }, plain, await papers.faces());
  expect(record).toMatchObject({ contentHash: 'c', number: '衡办发〔2026〕1号', date: '2026-01-05', templateVersion: 'v1', typesetter: '@myriaddreamin/typst-ts-node-compiler@0.7.0' });
  expect(record.fonts.filter((font) => font.role === 'fangsong').map((font) => [font.family, font.weight])).toEqual([['Noto Serif SC', 400], ['Noto Sans SC', 500]]);
  for (const font of record.fonts) expect(font.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('[DOUT-18] the customer\'s face comes before the stand-in, in the paper and in the record', async () => {
  const [, , heiti] = await findFaces();
  const folder = await mkdtemp(join(tmpdir(), 'chancery-fonts-'));
  try {
    // A font of the customer's: the bundled one under another name of the same length.
    const font = await readFile(heiti!.chain[0]!.file);
    const wide = (text: string) => Buffer.from(text, 'utf16le').swap16();
    for (let at = font.indexOf(wide('Noto Sans SC')); at >= 0; at = font.indexOf(wide('Noto Sans SC'), at)) wide('FangSong Own').copy(font, at);
    await writeFile(join(folder, 'own.ttf'), font);
    const own = createPapers({ fonts: [folder] });
    const faces = await own.faces();
    expect(faces.map((face) => [face.role, face.prescribed])).toEqual([['xiaobiaosong', false], ['fangsong', true], ['heiti', false], ['kaiti', false], ['songti', false]]);
    const { pdf } = await own.typeset(plain, inputs({ text: '仿宋' }));
    await own.close();
    expect(paperRecord({ contentHash: '', number: '', date: '' }, plain, faces).fonts.find((each) => each.role === 'fangsong')!.family).toBe('FangSong Own');
    const { pdf: standIn } = await papers.typeset(plain, inputs({ text: '仿宋' }));
    expect(pdf.toString('latin1')).toContain('NotoSansSC-Medium');
    expect(standIn.toString('latin1')).not.toContain('NotoSansSC-Medium');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('[DOUT-04] text is data: markup is printed as typed, and a template reads no file of the machine', async () => {
  const hostile = '#read("x") $x^2$ *b* //c \\ #panic() [@preview]';
  expect(await textOf((await papers.typeset(plain, inputs({ text: hostile }))).pdf)).toBe(hostile);
  for (const file of ['/etc/hostname', __filename, '../src/papers.ts']) {
    await expect(papers.typeset(plain, inputs({ file }))).rejects.toThrow(/file not found|access denied|escape/);
  }
});

test('[DOUT-04] images are sent with the job and forgotten after it', async () => {
  const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==', 'base64');
  expect((await papers.typeset(plain, inputs({ image: 'seal.png' }), { 'seal.png': dot })).pages).toBe(1);
  await expect(papers.typeset(plain, inputs({ image: 'seal.png' }))).rejects.toThrow(/Typesetting failed/);
});

test('[DOUT-04] processes start with work and end when idle; many jobs at once are all answered, also over two', async () => {
  const brief = createPapers({ idleMs: 80, workers: 2 });
  expect(brief.running()).toBe(0);
  const texts = await Promise.all(Array.from({ length: 12 }, (_, nth) => brief.typeset(plain, inputs({ text: `第${nth}件` })).then(({ pdf }) => textOf(pdf))));
  expect(texts).toEqual(Array.from({ length: 12 }, (_, nth) => `第${nth}件`));
  expect(brief.running()).toBe(2);
  await wait(400);
  expect(brief.running()).toBe(0);
  expect((await brief.typeset(plain, inputs({ text: '再' }))).pages).toBe(1);
  const left = refusalOf(brief.typeset(endless, {}));
  await wait(20);
  await brief.close();
  expect(await left).toMatchObject({ kind: 'busy', code: 'stopping' });
  expect(brief.running()).toBe(0);
});

test('[DOUT-04] a paper that takes too long is given up, the next one is made', async () => {
  const hasty = createPapers({ timeLimitMs: 1500 });
  expect(await refusalOf(hasty.typeset(endless, {}))).toMatchObject({ kind: 'busy', code: 'typesetting-too-slow' });
  expect((await hasty.typeset(plain, inputs({ text: '好' }))).pages).toBe(1);
  await hasty.close();
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPapers, type TextBlock } from '@chancery/papers';
import { inkTop } from '@chancery/papers/test/ink';
import notice from '@chancery/papers/test/notice.json';
import { linesOf, readPdf, type ReadPage } from '@chancery/papers/test/pdf';
import { typesetDocument, type IssuedDocument } from './official-document';

const papers = createPapers();
afterAll(() => papers.close());

const row = 225 / 22;
const pitch = 156 / 28;
const noticeDocument: IssuedDocument = {
  issuerMark: '衡川集团有限公司', withWords: true, number: { mark: '衡办发', year: 2024, serial: 12 }, title: '关于印发《办公室工作流程》的通知',
  addressees: ['各部门', '各子公司'], blocks: notice.blocks, signature: '衡川集团有限公司', date: '2024-05-22',
  copiesTo: ['集团党委', '监事会'], printingOffice: '衡川集团有限公司办公室', printedOn: '2024-05-23',
};
const paragraphs = (...texts: string[]): TextBlock[] => texts.map((text) => ({ type: 'paragraph', text }));
const read = async (document: IssuedDocument) => {
  const set = await typesetDocument(papers, document);
  return { ...set, sheets: await readPdf(set.pdf) };
};
/** Lines of the type area: page numbers stand below 262 mm. */
const body = (page: ReadPage) => linesOf(page).filter((line) => line.y < 262);
const pageNumber = (page: ReadPage) => linesOf(page).find((line) => line.y > 262);
const rules = (page: ReadPage) => page.shapes.filter((shape) => shape.width > 155 && shape.height < 1).sort((a, b) => a.y - b.y);

test('[DOUT-04] a full page holds 22 rows of 28 characters that fill 156 × 225 mm', async () => {
  const { sheets } = await read({ ...noticeDocument, blocks: paragraphs('文'.repeat(28 * 60 - 2)) });
  const lines = body(sheets[1]!);
  expect(lines).toHaveLength(22);
  lines.slice(1).forEach((line, index) => expect(Math.abs(line.y - lines[index]!.y - row)).toBeLessThan(0.1));
  for (const line of lines) {
    expect([...line.text]).toHaveLength(28);
    expect(line.x).toBeCloseTo(28, 1);
    expect(Math.abs(line.right - 184)).toBeLessThan(0.2);
  }
  // The first row's glyphs begin and the last row's end within the type area.
  expect(lines[0]!.y - 0.88 * 16 * 25.4 / 72).toBeGreaterThanOrEqual(37);
  expect(lines[21]!.y + 0.12 * 16 * 25.4 / 72).toBeLessThanOrEqual(262);
});

test('[DOUT-04] the upper edge of the red head is 72 mm from the sheet\'s, the number two rows below it, the red rule 4 mm below the number', async () => {
  const { sheets: [first], anchors } = await read(noticeDocument);
  const head = first!.texts[0]!;
  const { chain: [font] } = (await papers.faces()).find((face) => face.role === 'xiaobiaosong')!;
  const em = head.size * 25.4 / 72;
  const top = head.y - Math.max(...[...head.text].map((character) => inkTop(font!.file, character))) * em;
  expect(head.text).toBe('衡川集团有限公司文件');
  expect(Math.abs(top - 72)).toBeLessThan(1);
  expect(Math.abs(head.x + head.width / 2 - 106)).toBeLessThan(0.5);
  const number = linesOf(first!).find((line) => line.text === '衡办发〔2024〕12号')!;
  expect(Math.abs((number.x + number.right) / 2 - 106)).toBeLessThan(0.5);
  const bottomOfNumber = number.y + 0.12 * 16 * 25.4 / 72;
  expect(rules(first!)).toHaveLength(1);
  expect(Math.abs(rules(first!)[0]!.y - bottomOfNumber - 4)).toBeLessThan(0.3);
  expect(Math.abs(anchors['red-rule']!.y - rules(first!)[0]!.y)).toBeLessThan(0.3);
  expect(rules(first!)[0]!.x).toBeCloseTo(28, 1);
  expect(rules(first!)[0]!.width).toBeCloseTo(156, 1);
});

test('[DOUT-04] page numbers: — 1 —, dash 7 mm below the type area, odd right and even left, one character in', async () => {
  const { sheets } = await read(noticeDocument);
  expect(sheets.map((page) => pageNumber(page)?.text)).toEqual(sheets.map((page) => `— ${page.number} —`));
  for (const page of sheets) {
    const shown = pageNumber(page)!;
    const em = 14 * 25.4 / 72;
    expect(Math.abs(shown.y - 0.38 * em - 269)).toBeLessThan(0.5);
    if (page.number % 2 === 1) expect(Math.abs(184 - shown.right - em)).toBeLessThan(0.3);
    else expect(Math.abs(shown.x - 28 - em)).toBeLessThan(0.3);
  }
});

test('[DOUT-04] the version record ends on the last even page with its last rule on the type area\'s bottom edge', async () => {
  const { sheets, pages } = await read(noticeDocument);
  expect(pages).toBe(4);
  const last = sheets.at(-1)!;
  expect(rules(last)).toHaveLength(3);
  expect(Math.abs(rules(last).at(-1)!.y - 262)).toBeLessThan(1);
  const lines = body(last).map((line) => line.text);
  expect(lines.slice(-2)).toEqual(['抄送：集团党委、监事会。', '衡川集团有限公司办公室2024年5月23日印发']);
});

test('[DOUT-04] whatever the length: body on page 1, never a page with only seal and date, an even last page; a blank page and the record after it carry no number', async () => {
  let blanks = 0;
  for (let length = 1; length <= 32; length += 1) {
    const { sheets, anchors } = await read({ ...noticeDocument, blocks: paragraphs(...Array.from({ length }, (_, nth) => `第${nth + 1}段。`)) });
    expect(body(sheets[0]!).some((line) => line.text === '第1段。')).toBe(true);
    const signed = sheets[anchors['signature']!.page - 1]!;
    const under = body(signed).filter((line) => line.y < anchors['signature']!.y);
    expect(under.some((line) => /^第\d+段。$/.test(line.text))).toBe(true);
    expect(anchors['seal']!.y + 21).toBeLessThanOrEqual(262.1);
    expect(sheets.length % 2).toBe(0);
    expect(anchors['version-record']!.page).toBe(sheets.length);
    const blank = sheets.filter((page) => body(page).length === 0);
    blanks += blank.length;
    const silent = blank.length > 0 ? [sheets.length - 1, sheets.length] : [];
    expect(sheets.map((page) => pageNumber(page) === undefined)).toEqual(sheets.map((page) => silent.includes(page.number)));
  }
  expect(blanks).toBeGreaterThan(0);
}, 60_000);

test('[DOUT-04] the issuer\'s name is centred over the date, the date four characters in; the seal\'s place is centred on both with its top within a row of the text', async () => {
  const { sheets, anchors } = await read({ ...noticeDocument, blocks: paragraphs('特此通知。') });
  const [first] = sheets;
  const name = body(first!).find((line) => line.text === '衡川集团有限公司')!;
  const date = body(first!).find((line) => line.text === '2024年5月22日')!;
  expect(Math.abs((name.x + name.right) / 2 - (date.x + date.right) / 2)).toBeLessThan(0.3);
  expect(Math.abs(184 - date.right - 4 * pitch)).toBeLessThan(0.3);
  const seal = anchors['seal']!;
  expect(Math.abs(seal.x - (date.x + date.right) / 2)).toBeLessThan(0.3);
  const middle = (name.y + date.y) / 2 - 0.38 * 16 * 25.4 / 72;
  expect(middle - seal.y).toBeGreaterThan(0);
  expect(middle - seal.y).toBeLessThan(6);
  const text = body(first!).find((line) => line.text === '特此通知。')!;
  const gap = seal.y - 21 - (text.y + 0.12 * 16 * 25.4 / 72);
  expect(gap).toBeGreaterThanOrEqual(0);
  expect(gap).toBeLessThan(row);
});

test('[DOUT-04] without a seal: name two characters in, or the date when that is longer', async () => {
  const long = body((await read({ ...noticeDocument, sealed: false, signature: '衡川集团有限公司安全生产委员会办公室' })).sheets[2]!);
  const name = long.find((line) => line.text.startsWith('行政部'))!;
  const date = long.find((line) => line.text === '2024年5月22日')!;
  expect(Math.abs(184 - date.right - 2 * pitch)).toBeLessThan(0.3);
  expect(Math.abs(date.x - name.x - 2 * pitch)).toBeLessThan(0.3);
  const other = await read({ ...noticeDocument, blocks: paragraphs('特此通知。'), sealed: false, signature: '衡川集团有限公司安全生产委员会办公室' });
  const longer = body(other.sheets[0]!).find((line) => line.text === '衡川集团有限公司安全生产委员会办公室')!;
  expect(Math.abs(184 - longer.right - 2 * pitch)).toBeLessThan(0.3);
});

test('[DOUT-04] an upward document: number left, signatories right and two on a line, above the rule', async () => {
  const { sheets: [first] } = await read({
    ...noticeDocument, direction: 'up', signatories: ['张建国', '李明', '王小红'], copyNumber: 12, secrecy: '普通商密', secrecyYears: 3, urgency: '特急', blocks: paragraphs('妥否，请批示。'),
  });
  const lines = body(first!);
  expect(lines.slice(0, 3).map((line) => line.text)).toEqual(['000012', '普通商密★3年', '特急']);
  expect(Math.abs(lines[1]!.y - lines[0]!.y - row)).toBeLessThan(0.1);
  expect(lines.find((line) => line.text.startsWith('签发人：'))!.text).toBe('签发人：张建国李明');
  const numbered = lines.find((line) => line.text.startsWith('衡办发'))!;
  expect(numbered.text).toBe('衡办发〔2024〕12号王小红');
  expect(Math.abs(numbered.x - 28 - pitch)).toBeLessThan(0.3);
  expect(Math.abs(184 - numbered.right - pitch)).toBeLessThan(0.3);
});

test('[DOUT-04] the real notice keeps every word of the source', async () => {
  const source = readFileSync(join(__dirname, '../../../../docs/domain/source.txt'), 'utf8').normalize('NFKC').replace(/\s/g, '');
  const { sheets } = await read(noticeDocument);
  const printed = sheets.flatMap((page) => body(page).map((line) => line.text)).join('');
  for (const { type, text } of notice.blocks) {
    expect(source).toContain(text.normalize('NFKC').replace(/\s/g, ''));
    expect(printed).toContain(text.replace(/\s/g, ''));
    expect(type).toMatch(/^(salutation|heading|paragraph|closing|signature)$/);
  }
  const chapters = ['一、工作准备', '二、工作计划', '三、工作执行', '四、文档管理', '五、会议管理', '六、沟通协调', '七、问题处理', '八、工作总结', '九、自我提升', '十、附则'];
  for (const chapter of chapters) expect(printed).toContain(chapter);
});

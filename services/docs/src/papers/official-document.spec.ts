import { createPapers } from '@chancery/papers';
import { linesOf, readPdf } from '@chancery/papers/test/pdf';
import { numberText, previewDocument, typesetDocument, type IssuedDocument } from './official-document';
import { titleLines } from './title-lines';

const papers = createPapers();
afterAll(() => papers.close());

const issued: IssuedDocument = {
  issuerMark: '衡川集团有限公司', withWords: true, number: { mark: '衡办发', year: 2026, serial: 7 }, title: '关于开展安全检查的通知', addressees: ['各部门'],
  blocks: [{ type: 'paragraph', text: '现将有关事项通知如下。' }], signature: '衡川集团有限公司', date: '2026-01-05', printingOffice: '办公室', printedOn: '2026-01-06',
};
const linesIn = async (document: IssuedDocument) => (await readPdf((await typesetDocument(papers, document)).pdf)).flatMap(linesOf);
const textsIn = async (document: IssuedDocument) => (await linesIn(document)).map((line) => line.text);

test('[DOUT-04] number with 〔〕 and without leading zeros, date without leading zeros', async () => {
  expect(numberText(issued.number)).toBe('衡办发〔2026〕7号');
  const texts = await textsIn(issued);
  expect(texts).toContain('衡办发〔2026〕7号');
  expect(texts).toContain('2026年1月5日');
  expect(texts).toContain('办公室2026年1月6日印发');
});

test('[DOUT-04] levels are numbered 一、（一）1.（1） and begin again under each higher one', async () => {
  const heading = (level: number, text: string) => ({ type: 'heading', level, text });
  const texts = await textsIn({ ...issued, blocks: [heading(1, '甲'), heading(2, '乙'), heading(3, '丙'), heading(4, '丁'), heading(4, '戊'), heading(3, '己'), heading(2, '庚'), heading(3, '辛'), heading(1, '壬'), heading(2, '癸')] });
  expect(texts.slice(texts.indexOf('一、甲'), texts.indexOf('一、甲') + 10)).toEqual(['一、甲', '（一）乙', '1.丙', '（1）丁', '（2）戊', '2.己', '（二）庚', '1.辛', '二、壬', '（一）癸']);
});

test('[DOUT-04] one attachment has no number, several have; names wrap under the first character; annotation in brackets', async () => {
  const one = await textsIn({ ...issued, attachments: ['检查表'], annotation: '此件公开发布' });
  expect(one).toContain('附件：检查表');
  expect(one).toContain('（此件公开发布）');
  const long = '各单位办公室主任名单以及联系方式一览表含子公司和各地办事处';
  const several = await linesIn({ ...issued, attachments: ['检查表', long] });
  const at = several.findIndex((line) => line.text === '附件：1.检查表');
  expect(several[at + 1]!.text).toMatch(/^2\.各单位办公室主任名单/);
  expect(several[at + 1]!.text + several[at + 2]!.text).toBe(`2.${long}`);
  expect(several[at + 2]!.x).toBeGreaterThan(several[at + 1]!.x);
});

test('[DOUT-04] so many addressees that page 1 would show no body move to the version record', async () => {
  const many = Array.from({ length: 40 }, (_, nth) => `第${nth + 1}分公司`);
  const pages = await readPdf((await typesetDocument(papers, { ...issued, addressees: many, copiesTo: ['监事会'] })).pdf);
  expect(linesOf(pages[0]!).map((line) => line.text)).toContain('现将有关事项通知如下。');
  const record = linesOf(pages.at(-1)!).map((line) => line.text).join('');
  expect(record).toContain(`主送：${many.join('、')}。抄送：监事会。`);
});

test('[DOUT-04] a table keeps all its cells, also over pages, with the head repeated', async () => {
  const rows = [{ cells: ['序号', '事项'] }, ...Array.from({ length: 60 }, (_, nth) => ({ cells: [String(nth + 1), `检查事项${nth + 1}`] }))];
  const pages = await readPdf((await typesetDocument(papers, { ...issued, blocks: [...issued.blocks, { type: 'table', text: '', rows }] })).pdf);
  const texts = pages.flatMap(linesOf).map((line) => line.text);
  for (let nth = 1; nth <= 60; nth += 1) expect(texts).toContain(`${nth}检查事项${nth}`);
  expect(texts.filter((text) => text === '序号事项').length).toBeGreaterThan(1);
});

test('[DOUT-04] a preview shows what is not yet there as not yet there', async () => {
  const { number: _number, date: _date, printedOn: _printedOn, ...draft } = issued;
  const drawn = await previewDocument(papers, draft);
  const final = await previewDocument(papers, issued);
  const hatches = (page: string) => (page.match(/url\(#/g) ?? []).length;
  expect(drawn.pages).toHaveLength(2);
  expect(drawn.missing).toEqual([]);
  // Number, seal place and date on page 1, the printing date in the version record.
  expect(drawn.pages.map(hatches)).toEqual([3, 1]);
  expect(final.pages.map(hatches)).toEqual([1, 0]);
});

test('[DOUT-04] a draft that has hardly begun has a preview', async () => {
  const bare = { issuerMark: '', withWords: false, title: '', addressees: [], blocks: [], signature: '', printingOffice: '' };
  const odd = [{ type: 'table', text: '' }, { type: 'table', text: '', rows: [{ cells: [] }] }, { type: 'heading', level: 9, text: '' }, { type: 'closing', text: '' }, { type: 'paragraph', text: '甲\n\n乙' }];
  expect((await previewDocument(papers, bare)).pages).toHaveLength(2);
  expect((await previewDocument(papers, { ...bare, direction: 'up', blocks: odd })).pages).toHaveLength(2);
});

test('[DOUT-02][DOUT-18] number and date leave the content hash alone; the record gives the same paper again', async () => {
  const first = await typesetDocument(papers, issued);
  const again = await typesetDocument(papers, issued);
  const other = await typesetDocument(papers, { ...issued, number: { ...issued.number, serial: 8 }, date: '2026-02-01' });
  expect(again.pdf.equals(first.pdf)).toBe(true);
  expect(again.record).toEqual(first.record);
  expect(other.record.contentHash).toBe(first.record.contentHash);
  expect(other.record).toMatchObject({ number: '衡办发〔2026〕8号', date: '2026-02-01', templateVersion: first.record.templateVersion });
  expect(other.pdf.equals(first.pdf)).toBe(false);
});

test('[DOUT-04] titles break by sense: balanced, no torn word or quoted name, no line that begins with 的 or ends with 关于', () => {
  expect(titleLines('关于印发《办公室工作流程》的通知')).toEqual(['关于印发《办公室工作流程》的通知']);
  const titles = [
    '关于进一步加强集团各单位安全生产工作和隐患排查治理长效机制建设有关事项的请示',
    '衡川集团有限公司关于印发《印章管理办法》和《档案管理办法》的通知',
    '关于同意衡川置业有限公司增加注册资本的批复',
    '关于召开2026年度集团工作会议暨先进集体和先进个人表彰大会的通知',
    '关于调整公司总部机关作息时间的通知',
    '甲'.repeat(120),
  ];
  for (const title of titles) {
    const lines = titleLines(title);
    expect(lines.join('')).toBe(title);
    for (const line of lines) {
      expect(line).not.toMatch(/^[的、》]|(关于|[《和、])$/);
      expect([...line].length).toBeLessThanOrEqual(20);
    }
  }
  expect(titleLines(titles[0]!)).toEqual(['关于进一步加强集团各单位', '安全生产工作和隐患排查治理', '长效机制建设有关事项的请示']);
  expect(titleLines(titles[1]!).filter((line) => line.includes('《印章管理办法》'))).toHaveLength(1);
  expect(titleLines('关于安全工作的\n通知')).toEqual(['关于安全工作的', '通知']);
});

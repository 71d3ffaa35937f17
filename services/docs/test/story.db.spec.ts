import type { Fields, Matter } from '@chancery/approval';
import { person, system } from '@chancery/domain';
import { registerSight, readPage } from '@chancery/registers';
import { refusalOf } from '@chancery/testing';
import { incomingDocuments } from '../src/registers/incoming-documents';
import { outgoingDocuments } from '../src/registers/outgoing-documents';
import { receiptsOf } from '../src/registers/distributions';
import { latestPaper } from '../src/registers/papers';
import { demoCompany, demoPerson, Office, TEXT } from './office';

const [hq, construction, logistics] = ['hq', 'construction', 'logistics'].map(demoCompany) as [string, string, string];

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(() => office.close());

const block = (text: string, type = 'paragraph'): object => ({ type, text });

async function notice(more: Fields = {}): Promise<Fields> {
  const text = await office.upload(hq, 'xiayufan', '正文', TEXT, { blocks: [block('各公司：', 'salutation'), block('请于十二月十日前完成冬季安全检查。'), block('特此通知。', 'closing')] });
  return { title: '关于开展冬季安全检查的通知', documentKind: 'notice', text: { ...text }, addressees: [construction], copiesTo: [logistics], importance: 'ordinary', copies: 5, ...more };
}
const submitted = async (more: Fields = {}): Promise<Matter> => office.submit(hq, 'xiayufan', 'outgoing-document', await notice(more));
async function signed(more: Fields = {}): Promise<Matter> {
  const matter = await submitted(more);
  await office.does(matter, 'hanzhe', 'agree');
  return office.does(matter, 'fangrong', 'agree');
}
/** The clerk's steps (number, print, proofread, copy, issue), to just before the step named; '' : all of them. */
async function upTo(matter: Matter, step: string): Promise<Matter> {
  for (;;) {
    const now = await stateOf(matter);
    const mine = now.tasks.find((task) => task.holder === demoPerson('lisihan'));
    if (!mine || mine.step === step) return now;
    await office.does(now, 'lisihan', 'done', { entry: {} });
    await office.settle();
  }
}
const lineOf = (matter: Matter) => office.within(matter.company, (db) => db.outgoingDocument.findFirst({ where: { companyId: matter.company, matterId: matter.id } }));
const stateOf = async (matter: Matter): Promise<Matter> => (await office.engine.get({ company: matter.company, actor: system('job'), matter: matter.id })).matter;

test('[DOUT-01][DOUT-03][DOUT-07][DOUT-18][DIN-07] a notice from draft to the last receipt: number, paper, issue, arrival in two companies, receipts', async () => {
  const matter = await signed();
  expect(matter.state).toBe('approved');
  await upTo(matter, 'print');
  const line = await lineOf(matter);
  expect(line).toMatchObject({ mark: '衡集发', year: line!.year, serial: 1, documentNumber: `衡集发〔${line!.year}〕1号`, contentHash: matter.contentHash, title: '关于开展冬季安全检查的通知' });

  await office.does(matter, 'lisihan', 'done');
  expect((await refusalOf(office.does(matter, 'lisihan', 'done', { entry: {} }))).code).toBe('DOUT-18');
  await office.settle();
  const paper = await office.within(hq, (db) => latestPaper(db, hq, matter.id));
  expect(paper).toMatchObject({ round: 1, contentHash: matter.contentHash, documentNumber: line!.documentNumber, datedOn: line!.datedOn });
  expect((paper!.fonts as unknown[]).length).toBeGreaterThan(0);
  expect(paper!.templateVersion).toMatch(/^[0-9a-f]{64}$/);
  const { bytes } = await office.files.get({ company: hq, actor: person(demoPerson('lisihan')), id: paper!.fileId });
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');

  const issued = await upTo(matter, '');
  expect(issued.tasks.map((task) => task.step)).toEqual(['receipt', 'receipt']);
  expect((await office.within(hq, (db) => receiptsOf(db, hq, matter.id))).map((one) => [one.addresseeCompanyId, one.copy, one.receivedAt])).toEqual([[construction, false, null], [logistics, true, null]]);

  const [arrived] = await office.list(construction, 'wuxiaotong', 'incoming-document');
  expect(arrived).toMatchObject({ state: 'running', applicant: 'office', title: '关于开展冬季安全检查的通知', company: construction });
  expect(arrived!.form).toMatchObject({ sender: '衡川集团有限公司', relation: 'superior', documentNumber: line!.documentNumber, documentKind: 'notice', contentHash: matter.contentHash });
  const scans = arrived!.form['scans'] as { id: string; sha256: string }[];
  expect(scans[0]!.sha256).toBe(paper!.fileSha256);
  expect((await office.files.get({ company: construction, actor: person(demoPerson('wuxiaotong')), id: scans[0]!.id })).bytes.equals(bytes)).toBe(true);

  await office.does(arrived!, 'wuxiaotong', 'done', { entry: {} });
  await office.settle();
  expect((await office.within(hq, (db) => receiptsOf(db, hq, matter.id))).map((one) => one.receivedBy)).toEqual([demoPerson('wuxiaotong'), null]);
  expect((await stateOf(matter)).state).toBe('approved');
  const [copy] = await office.list(logistics, 'anning', 'incoming-document');
  await office.does(copy!, 'anning', 'done', { entry: {} });
  await office.settle();
  expect((await stateOf(matter)).state).toBe('completed');
}, 60_000);

test('[DOUT-18] the same record gives the same paper: printed again, byte for byte', async () => {
  const matter = await upTo(await signed(), 'proofread');
  const first = await office.within(hq, (db) => latestPaper(db, hq, matter.id));
  await office.does(matter, 'lisihan', 'redo', { target: 'print', opinion: '重印一次' });
  await office.does(matter, 'lisihan', 'done');
  await office.settle();
  const second = await office.within(hq, (db) => latestPaper(db, hq, matter.id));
  expect([second!.round, second!.proofreadAt]).toEqual([2, null]);
  expect(second!.fileSha256).toBe(first!.fileSha256);
  expect({ ...second, id: '', round: 0, fileId: '', madeAt: 0 }).toEqual({ ...first, id: '', round: 0, fileId: '', madeAt: 0 });
  expect((await refusalOf(office.does(matter, 'lisihan', 'done', { entry: { paperSha256: 'f'.repeat(64) } }))).code).toBe('DOUT-18');
  await office.does(matter, 'lisihan', 'done', { entry: { paperSha256: second!.fileSha256 } });
}, 60_000);

test('[FIN-03][DIN-07] delivered and done twice, each event has one effect: one arrival, one paper, one receipt', async () => {
  const matter = await signed({ copiesTo: [] });
  for (let step = 0; step < 5; step++) {
    await office.does(matter, 'lisihan', 'done', { entry: {} });
    await office.settle({ times: 2 });
  }
  const line = await lineOf(matter);
  const arrived = (await office.list(construction, 'wuxiaotong', 'incoming-document')).filter((one) => one.form['documentNumber'] === line!.documentNumber);
  expect(arrived).toHaveLength(1);
  await office.does(arrived[0]!, 'wuxiaotong', 'done');
  await office.settle({ times: 2 });
  expect((await stateOf(matter)).state).toBe('completed');
  expect(await office.within(hq, (db) => db.paper.count({ where: { matterId: matter.id } }))).toBe(1);
}, 60_000);

test('[SEC-05][SEC-02] above the internal level the title stays off the bus and comes to the addressee with the paper', async () => {
  const before = office.stated.length;
  const matter = await signed({ title: '关于并购事项保密安排的通知', secrecy: 'commercial-secret', secrecyYears: 3, copiesTo: [] });
  await upTo(matter, '');
  const said = office.stated.slice(before);
  expect(said.some((one) => one.type === 'chancery.docs.v1.DocumentIssued' && one.value['secrecy'] === 'commercial-secret')).toBe(true);
  expect(JSON.stringify(said)).not.toContain('并购');
  const line = await lineOf(matter);
  const arrival = await office.within(construction, (db) => db.arrival.findFirst({ where: { senderMatterId: matter.id } }));
  const { matter: arrived } = await office.engine.get({ company: construction, actor: system('job'), matter: arrival!.matterId });
  expect([arrived.title, arrived.form['documentNumber']]).toEqual(['关于并购事项保密安排的通知', line!.documentNumber]);
}, 60_000);

test('[SEC-05] no event of the whole house carries an opinion or a word of a text', async () => {
  const matter = await submitted();
  await office.does(matter, 'hanzhe', 'agree', { opinion: '意见仅供内部' });
  await office.settle();
  const all = JSON.stringify(office.stated);
  expect(all).not.toContain('意见仅供内部');
  expect(all).not.toContain('十二月十日');
});

test('[DIN-07] the sender urges: the addressee that has not signed is reminded, once within a while', async () => {
  const matter = await upTo(await signed({ copiesTo: [] }), '');
  await office.does(matter, 'lisihan', 'urge');
  await office.settle({ times: 2 });
  const urged = office.stated.filter((one) => one.type === 'chancery.docs.v1.ReceiptUrged');
  expect(urged.at(-1)!.value).toEqual({ matterId: matter.id, companyId: hq, addresseeCompanyId: construction });
  const told = office.stated.filter((one) => one.type === 'chancery.approval.v1.MatterMoved' && one.value['companyId'] === construction && one.value['operation'] === 'urge');
  expect(told).toHaveLength(1);
  expect(told[0]!.value['told']).toMatchObject([{ personId: demoPerson('wuxiaotong'), code: 'urged' }]);
}, 60_000);

test('[ORG-03][ORG-09] the two companies never meet: no matter, register line, paper or file of one opens in the other', async () => {
  const matter = await upTo(await signed({ copiesTo: [] }), '');
  const paper = await office.within(hq, (db) => latestPaper(db, hq, matter.id));
  const stranger = person(demoPerson('wuxiaotong'));
  expect((await refusalOf(office.engine.get({ company: construction, actor: stranger, matter: matter.id }))).kind).toBe('missing');
  expect((await refusalOf(office.engine.get({ company: hq, actor: stranger, matter: matter.id }))).kind).toBe('missing');
  for (const company of [construction, hq]) expect((await refusalOf(office.files.get({ company, actor: stranger, id: paper!.fileId }))).kind).toBe('missing');
  expect(await office.within(construction, (db) => db.outgoingDocument.count())).toBe(0);
  expect(await office.within(construction, (db) => db.paper.findMany({ where: { matterId: matter.id } }))).toEqual([]);
}, 60_000);

test('[ORG-04][ORG-09] registers: the office sees every line, a participant those of own matters, an auditor above also those below, others nothing', async () => {
  const page = (who: string, company: string, register = outgoingDocuments) =>
    office.db.inCompany({ company, actor: person(demoPerson(who)) }, (tx) =>
      readPage(tx, register, { pageSize: 100, filter: [] }, registerSight(register, { person: demoPerson(who), company, directory: office.directory, scopes: [{ post: 'auditor', registers: ['outgoing-documents', 'incoming-documents'], reach: 'below' }] })),
    );
  const all = await page('lisihan', hq);
  expect(all.total).toBeGreaterThan(3);
  expect([(await page('shijian', hq)).total, (await page('shijian', construction, incomingDocuments)).gaps]).toEqual([all.total, []]);
  const own = await page('xiayufan', hq);
  expect(own.total).toBe(all.total);
  expect((await page('fuqiang', hq)).total).toBe(0);
  expect((await page('wuxiaotong', hq)).total).toBe(0);
  expect(all.gaps).toEqual([]);
});

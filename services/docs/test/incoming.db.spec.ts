import type { Fields, Matter } from '@chancery/approval';
import { person } from '@chancery/domain';
import type { Call } from '@chancery/service';
import { refusalOf } from '@chancery/testing';
import { randomUUID } from 'node:crypto';
import { findDuplicates } from '../src/documents/find-duplicates';
import { listReceipts } from '../src/documents/list-receipts';
import { previewPaper } from '../src/documents/preview-paper';
import { demoCompany, demoPerson, Office, TEXT } from './office';

const [hq, construction, properties] = ['hq', 'construction', 'properties'].map(demoCompany) as [string, string, string];

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(() => office.close());

const department = (company: string, code: string): string => [...office.directory.departments.values()].find((one) => one.companyId === company && one.code === code)!.id;
const letter = (more: Fields = {}): Fields => ({ sender: '县住房和城乡建设局', relation: 'superior', documentNumber: '', title: '关于开展在建工程检查的通知', documentKind: 'notice', copies: 1, pages: 3, ...more });
const entered = (more: Fields = {}): Promise<Matter> => office.submit(construction, 'wuxiaotong', 'incoming-document', letter(more));
const lineOf = (matter: Matter) => office.within(matter.company, (db) => db.incomingDocument.findFirst({ where: { matterId: matter.id } }));
const call = <Request>(company: string, who: string, request: Request): Call<Request> => ({
  request, actor: person(demoPerson(who)), company, directory: office.directory, language: 'zh', engine: office.engine, files: office.files,
  inCompany: (work) => office.db.inCompany({ company, actor: person(demoPerson(who)) }, work),
  asPerson: (work) => office.db.asPerson(demoPerson(who), work),
});

test('[DIN-01] registered with all that the book asks for, serial by company and year', async () => {
  const scan = await office.upload(construction, 'wuxiaotong', '通知.pdf', 'application/pdf', Buffer.from('%PDF-1.7\n%%EOF'));
  const matter = await entered({ documentNumber: '县建发〔2026〕8号', urgency: 'urgent', receivedOn: { value: '2026-11-20' }, scans: [{ ...scan }] });
  await office.does(matter, 'wuxiaotong', 'done', { entry: {} });
  const line = await lineOf(matter);
  expect(line).toMatchObject({
    serial: 1, sender: '县住房和城乡建设局', relation: 'superior', documentNumber: '县建发〔2026〕8号', title: '关于开展在建工程检查的通知', documentKind: 'notice', secrecy: '', urgency: 'urgent',
    copies: 1, pages: 3, scans: 1, duplicate: false, registeredBy: demoPerson('wuxiaotong'), receivedOn: new Date('2026-11-20T00:00:00Z'),
  });
  const other = await office.submit(properties, 'tongyao', 'incoming-document', letter());
  await office.does(other, 'tongyao', 'done', { entry: {} });
  expect((await lineOf(other))!.serial).toBe(1);
});

test('[DIN-01] registered at once by many, the serials follow one another', async () => {
  const matters = await Promise.all(Array.from({ length: 6 }, (_, at) => entered({ title: `来文${at}` })));
  await Promise.all(matters.map((matter) => office.does(matter, 'wuxiaotong', 'done', { entry: {} })));
  const serials = (await office.within(construction, (db) => db.incomingDocument.findMany({ orderBy: { serial: 'asc' } }))).map((line) => line.serial);
  expect(serials).toEqual(serials.map((_, at) => at + 1));
});

test('[DIN-09] sender and number registered already: pointed out, refused, and registered only on purpose', async () => {
  const first = await entered({ documentNumber: '县建发〔2026〕9号' });
  await office.does(first, 'wuxiaotong', 'done', { entry: {} });
  const again = await entered({ documentNumber: '县建发〔2026〕9号' });
  const refused = await refusalOf(office.does(again, 'wuxiaotong', 'done', { entry: {} }));
  const line = await lineOf(first);
  expect([refused.code, refused.details.arguments?.['serial']]).toEqual(['DIN-09', `${line!.year}-${String(line!.serial).padStart(4, '0')}`]);
  expect(await lineOf(again)).toBeNull();
  const found = await findDuplicates(call(construction, 'wuxiaotong', { sender: '县住房和城乡建设局', documentNumber: '县建发〔2026〕9号' }));
  expect(found.duplicates).toMatchObject([{ matterId: first.id, title: '关于开展在建工程检查的通知' }]);
  expect((await findDuplicates(call(construction, 'sunlei', { sender: '县住房和城乡建设局', documentNumber: '县建发〔2026〕9号' }))).duplicates).toEqual([]);
  await office.does(again, 'wuxiaotong', 'done', { entry: { duplicateSeen: true } });
  expect((await lineOf(again))!.duplicate).toBe(true);
});

test('[DIN-02][DIN-03][DIN-04] important: proposed, instructed with departments, date and readers, handled by each, supervised, sent back, closed', async () => {
  const matter = await entered({ title: '关于开展消防检查的通知' });
  await office.does(matter, 'wuxiaotong', 'done', { entry: {} });
  const [safety, engineering] = [department(construction, 'safety'), department(construction, 'engineering')];
  expect((await refusalOf(office.does(matter, 'zhoumin', 'agree', { entry: { importance: 'ordinary' } }))).code).toBe('DIN-02');
  expect((await refusalOf(office.does(matter, 'zhoumin', 'agree', { entry: { importance: 'ordinary', departments: [department(hq, 'safety')] } }))).code).toBe('DIN-03');
  await office.does(matter, 'zhoumin', 'agree', { entry: { importance: 'important', departments: [safety] } });
  expect((await refusalOf(office.does(matter, 'chenguodong', 'agree', { entry: { departments: [safety] } }))).code).toBe('DIN-03');
  expect((await refusalOf(office.does(matter, 'chenguodong', 'agree', { entry: { due: { value: '2026-12-01' }, readers: [demoPerson('fuqiang')] } }))).code).toBe('DIN-03');
  expect((await refusalOf(office.engine.get({ company: construction, actor: person(demoPerson('shixin')), matter: matter.id }))).kind).toBe('missing');
  await office.does(matter, 'chenguodong', 'agree', { entry: { departments: [engineering, safety], due: { value: '2026-12-01' }, readers: [demoPerson('shixin')] } });
  expect((await office.engine.get({ company: construction, actor: person(demoPerson('shixin')), matter: matter.id })).matter.id).toBe(matter.id);
  await office.settle();
  expect(JSON.stringify(office.stated.at(-1)!.value['told'])).toContain(demoPerson('shixin'));

  expect((await refusalOf(office.does(matter, 'majun', 'done', { entry: { result: ' ' } }))).code).toBe('DIN-04');
  await office.does(matter, 'majun', 'done', { entry: { result: '已自查' } });
  await office.does(matter, 'tangguohua', 'done', { entry: { result: '已复查' } });
  await office.does(matter, 'wuxiaotong', 'redo', { target: 'handle', opinion: '请补充整改照片' });
  expect((await lineOf(matter))!.closedAt).toBeNull();
  await office.does(matter, 'majun', 'done', { entry: { result: '已补充' } });
  await office.does(matter, 'tangguohua', 'done', { entry: { result: '已复查' } });
  expect((await office.does(matter, 'wuxiaotong', 'done')).state).toBe('completed');
  expect((await lineOf(matter))!.closedAt).toBeInstanceOf(Date);
  const handlings = await office.within(construction, (db) => db.handling.findMany({ where: { matterId: matter.id }, orderBy: { id: 'asc' } }));
  expect(handlings.map((one) => [one.round, one.departmentId, one.lead, one.result, one.dueOn?.toISOString().slice(0, 10)])).toEqual([
    [1, engineering, true, '已自查', '2026-12-01'], [1, safety, false, '已复查', '2026-12-01'], [2, engineering, true, '已补充', '2026-12-01'], [2, safety, false, '已复查', '2026-12-01'],
  ]);
});

test('[SEC-01] a paper-only line holds the title and nothing more, in the database too; what bears a mark is not stored at all', async () => {
  const secret = { sender: '县委办公室', relation: 'superior', title: '涉密文件', documentKind: 'other', secrecy: 'paper-only', documentNumber: '', pages: 0 };
  const matter = await entered(secret);
  await office.does(matter, 'wuxiaotong', 'done', { entry: {} });
  expect(await lineOf(matter)).toMatchObject({ title: '涉密文件', documentNumber: '', scans: 0, pages: 0 });
  const file = await office.upload(construction, 'wuxiaotong', '扫描.pdf', 'application/pdf', Buffer.from('%PDF-1.7\n%%EOF'));
  expect((await refusalOf(entered({ ...secret, scans: [{ ...file }] }))).code).toBe('SEC-01');
  expect((await refusalOf(entered({ ...secret, title: '关于某工程的通知' }))).code).toBe('SEC-01');
  expect((await refusalOf(entered({ title: '【机密】关于某工程的通知' }))).code).toBe('SEC-01');
  expect((await refusalOf(office.upload(construction, 'wuxiaotong', '【机密】扫描.pdf', 'application/pdf', Buffer.from('%PDF-1.7\n%%EOF')))).code).toBe('SEC-01');
  expect((await refusalOf(office.upload(hq, 'xiayufan', '正文', TEXT, { blocks: [{ type: 'paragraph', text: '秘密★10年' }] }))).code).toBe('SEC-01');
  const kept = office.engine.open({ company: construction, actor: person(demoPerson('wuxiaotong')), key: randomUUID(), kind: 'incoming-document', form: letter({ ...secret, title: '关于某工程的通知' }), submit: false });
  expect((await refusalOf(kept)).code).toBe('SEC-01');
  const other = await entered({ title: '另一件' });
  const widened = office.within(construction, (_db, tx) =>
    tx.sql('', `INSERT INTO incoming_document SELECT company_id, uuidv7(), $1, year, serial + 1, received_on, sender, NULL, relation, '国发1号', title, document_kind, secrecy, urgency, copies, pages, scans, duplicate, registered_at, registered_by FROM incoming_document WHERE matter_id = $2`, [other.id, matter.id]),
  );
  await expect(widened).rejects.toThrow('paper_only_says_nothing');
});

test('[DOUT-07][ORG-09] receipts are listed for those who see the matter, by name', async () => {
  const text = await office.upload(hq, 'xiayufan', '正文', TEXT, { blocks: [{ type: 'paragraph', text: '请按时完成。' }] });
  const matter = await office.submit(hq, 'xiayufan', 'outgoing-document', {
    title: '关于年终检查的通知', documentKind: 'notice', text: { ...text }, addressees: [construction], outsideAddressees: [], importance: 'ordinary',
  });
  await office.does(matter, 'hanzhe', 'agree');
  await office.does(matter, 'fangrong', 'agree');
  for (let step = 0; step < 5; step++) {
    await office.does(matter, 'lisihan', 'done', { entry: {} });
    await office.settle();
  }
  const { receipts } = await listReceipts(call(hq, 'xiayufan', { matterId: matter.id }));
  expect(receipts).toMatchObject([{ company: { zh: '衡川建设工程有限公司' }, copy: false, receivedBy: '' }]);
  expect((await refusalOf(listReceipts(call(hq, 'fuqiang', { matterId: matter.id })))).kind).toBe('missing');
}, 60_000);

test('[DOUT-04][ORG-09] a draft is previewed as it would print; a stored one for those who see it', async () => {
  const typed = { matterId: '', title: '关于开展冬季检查的通知', documentKind: 'notice', text: { blocks: [{ type: 'paragraph', level: 0, text: '请于月底前完成。', rows: [] }] }, addressees: [construction], outsideAddressees: [], copiesTo: [], urgency: '', secrecy: '', secrecyYears: 0, attachmentNames: [] };
  const { pages, missingGlyphs } = await previewPaper(call(hq, 'xiayufan', typed));
  expect(pages.length).toBeGreaterThan(0);
  expect(pages[0]).toContain('<svg');
  expect(missingGlyphs).toEqual([]);
  const text = await office.upload(hq, 'xiayufan', '正文', TEXT, { blocks: [{ type: 'paragraph', text: '请按时完成。' }] });
  const matter = await office.submit(hq, 'xiayufan', 'outgoing-document', { title: '关于年终检查的通知', documentKind: 'notice', text: { ...text }, addressees: [construction], importance: 'ordinary' });
  expect((await previewPaper(call(hq, 'hanzhe', { ...typed, matterId: matter.id }))).pages.length).toBeGreaterThan(0);
  expect((await refusalOf(previewPaper(call(hq, 'fuqiang', { ...typed, matterId: matter.id })))).kind).toBe('missing');
}, 60_000);

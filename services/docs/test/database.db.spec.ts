import type { Fields, Matter } from '@chancery/approval';
import { person, system } from '@chancery/domain';
import { randomUUID } from 'node:crypto';
import { lineOf, voidNumber } from '../src/registers/outgoing-documents';
import { latestPaper } from '../src/registers/papers';
import { demoCompany, demoPerson, Office, TEXT } from './office';

const [hq, construction] = ['hq', 'construction'].map(demoCompany) as [string, string];

let office: Office;
beforeAll(async () => {
  office = await Office.open();
}, 60_000);
afterAll(() => office.close());

async function notice(): Promise<Fields> {
  const text = await office.upload(hq, 'xiayufan', '正文', TEXT, { blocks: [{ type: 'paragraph', text: '请按时完成。' }] });
  return { title: '关于年终检查的通知', documentKind: 'notice', text: { ...text }, addressees: [construction], importance: 'ordinary' };
}
async function signed(): Promise<Matter> {
  const matter = await office.submit(hq, 'xiayufan', 'outgoing-document', await notice());
  await office.does(matter, 'hanzhe', 'agree');
  return office.does(matter, 'fangrong', 'agree');
}
/** What the database says when the application, with all its rights, tries it behind the engine's back. */
const refused = (company: string, text: string, values: unknown[]): Promise<string> =>
  office.db.inCompany({ company, actor: person(demoPerson('lisihan')) }, (tx) => tx.sql('', text, values)).then(
    () => 'done',
    (error: Error) => error.message,
  );
const NUMBER = `INSERT INTO outgoing_document (company_id, matter_id, mark, year, serial, title, document_kind, secrecy, urgency, importance, content_hash, dated_on, numbered_at, numbered_by)
  VALUES ($1, $2, $3, 2026, $4, '题', 'notice', '', '', 'ordinary', $5, '2026-11-24', now(), 'x')`;
const SIGN = `INSERT INTO signature (company_id, matter_id, content_hash, signed_on, signed_at, signed_by) VALUES ($1, $2, $3, '2026-11-24', now(), 'x')`;

test('[DOUT-05][DOUT-13] the database gives no number to a matter that is not approved, nor without its signature', async () => {
  const matter = await office.submit(hq, 'xiayufan', 'outgoing-document', await notice());
  expect(await refused(hq, NUMBER, [hq, matter.id, '测', 1, matter.contentHash])).toContain('DOUT-05');
  await refused(hq, SIGN, [hq, matter.id, matter.contentHash]);
  expect(await refused(hq, NUMBER, [hq, matter.id, '测', 1, matter.contentHash])).toContain('DOUT-05');
  expect(await refused(hq, NUMBER, [hq, randomUUID(), '测', 1, matter.contentHash])).toContain('DOUT-05');
  const approved = await signed();
  expect(await refused(hq, NUMBER, [hq, approved.id, '测', 1, 'f'.repeat(64)])).toContain('violates foreign key');
});

test('[DOUT-03] the database takes the next number only: no gap, no repeat, no second number of a document', async () => {
  const matter = await signed();
  for (const serial of [0, 2, 7]) expect(await refused(hq, NUMBER, [hq, matter.id, '试', serial, matter.contentHash])).toMatch(/DOUT-03|check constraint/);
  expect(await refused(hq, NUMBER, [hq, matter.id, '试', 1, matter.contentHash])).toBe('done');
  expect(await refused(hq, NUMBER, [hq, matter.id, '试', 2, matter.contentHash])).toContain('duplicate key');
});

test('[DOUT-03] numbered at once by many, the numbers of company and mark follow one another', async () => {
  const matters = await Promise.all(Array.from({ length: 8 }, signed));
  await Promise.all(matters.map((matter) => office.does(matter, 'lisihan', 'done', { entry: {} })));
  const serials = (await office.within(hq, (db) => db.outgoingDocument.findMany({ where: { mark: '衡集发' }, orderBy: { serial: 'asc' } }))).map((line) => line.serial);
  expect(serials).toEqual(serials.map((_, at) => at + 1));
  expect(serials.length).toBeGreaterThanOrEqual(8);
});

test('[DOUT-03] a line is never removed nor its number changed; a void number stays and is never given again', async () => {
  const matter = await signed();
  await office.does(matter, 'lisihan', 'done', { entry: {} });
  expect(await refused(hq, 'DELETE FROM outgoing_document WHERE matter_id = $1', [matter.id])).toContain('permission denied');
  expect(await refused(hq, 'UPDATE outgoing_document SET serial = 99 WHERE matter_id = $1', [matter.id])).toContain('permission denied');
  const line = await office.within(hq, (db) => lineOf(db, hq, matter.id));
  await office.within(hq, (db) => voidNumber(db, line!, '题名有误', new Date('2026-11-24T08:00:00Z')));
  const next = await signed();
  await office.does(next, 'lisihan', 'done', { entry: {} });
  expect((await office.within(hq, (db) => lineOf(db, hq, next.id)))!.serial).toBe(line!.serial + 1);
  expect(await office.within(hq, (db) => lineOf(db, hq, matter.id))).toMatchObject({ serial: line!.serial, voidReason: '题名有误' });
  expect(await refused(hq, 'UPDATE outgoing_document SET void_at = NULL, void_reason = NULL WHERE matter_id = $1', [matter.id])).toContain('DOUT-03');
});

test('[DOUT-02] signed, numbered and printed are one text: the database takes no paper of another', async () => {
  const matter = await signed();
  await office.does(matter, 'lisihan', 'done', { entry: {} });
  await office.does(matter, 'lisihan', 'done');
  await office.settle();
  const paper = await office.within(hq, (db) => latestPaper(db, hq, matter.id));
  const copy = `INSERT INTO paper (company_id, matter_id, round, content_hash, text_hash, document_number, dated_on, printed_on, template_version, typesetter, fonts, file_id, file_name, file_size, file_sha256, pages, made_at)
    SELECT company_id, matter_id, 9, $2, text_hash, document_number, dated_on, printed_on, template_version, typesetter, fonts, file_id, file_name, file_size, file_sha256, pages, made_at FROM paper WHERE id = $1`;
  expect(await refused(hq, copy, [paper!.id, 'f'.repeat(64)])).toContain('violates foreign key');
  expect(await refused(hq, 'UPDATE paper SET file_sha256 = $2 WHERE id = $1', [paper!.id, 'f'.repeat(64)])).toContain('permission denied');
}, 60_000);

test('[DOUT-02] drafts and every version are kept, with the text that each names', async () => {
  const matter = await office.submit(hq, 'xiayufan', 'outgoing-document', await notice());
  await office.does(matter, 'hanzhe', 'return', { target: 'drafter', opinion: '请改标题' });
  const form = { ...(await notice()), title: '关于开展年终安全检查的通知', text: { ...(await office.upload(hq, 'xiayufan', '正文', TEXT, { blocks: [{ type: 'paragraph', text: '请于月底前完成。' }] })) } };
  const now = await office.engine.get({ company: hq, actor: system('job'), matter: matter.id });
  await office.engine.command(hq, matter.id, { operation: 'resubmit', actor: person(demoPerson('xiayufan')), key: randomUUID(), form, textVersion: now.matter.textVersion });
  const versions = await office.engine.versions({ company: hq, actor: person(demoPerson('hanzhe')), matter: matter.id });
  const numbered = versions.filter((one) => one.number > 0).sort((one, other) => one.number - other.number);
  expect(numbered.map((one) => one.form['title'])).toEqual(['关于年终检查的通知', '关于开展年终安全检查的通知']);
  expect(new Set(numbered.map((one) => one.contentHash)).size).toBe(2);
  const texts = await Promise.all(numbered.map(async (one) => (await office.files.get({ company: hq, actor: person(demoPerson('hanzhe')), id: (one.form['text'] as { id: string }).id })).bytes.toString()));
  expect(texts.map((text) => (JSON.parse(text) as { blocks: { text: string }[] }).blocks[0]!.text)).toEqual(['请按时完成。', '请于月底前完成。']);
});

test('[DOUT-05][DOUT-01] nothing is issued or sent before its paper is proofread, by no door', async () => {
  const matter = await signed();
  await office.does(matter, 'lisihan', 'done', { entry: {} });
  await office.does(matter, 'lisihan', 'done');
  await office.settle();
  expect(await refused(hq, `UPDATE outgoing_document SET issued_at = now(), issued_by = 'x' WHERE matter_id = $1`, [matter.id])).toContain('DOUT-05');
  const send = `INSERT INTO distribution (company_id, matter_id, document_number, addressee_company_id, copy, sent_at) VALUES ($1, $2, 'x', $3, false, now())`;
  expect(await refused(hq, send, [hq, matter.id, construction])).toContain('DOUT-05');
  expect((await office.within(hq, (db) => lineOf(db, hq, matter.id)))!.issuedAt).toBeNull();
}, 60_000);

test('[ORG-03] no row of another company is written or read, whoever asks', async () => {
  const matter = await signed();
  expect(await refused(construction, SIGN, [hq, matter.id, 'e'.repeat(64)])).toContain('row-level security');
  expect(await office.within(construction, (db) => db.signature.count({ where: { matterId: matter.id } }))).toBe(0);
});

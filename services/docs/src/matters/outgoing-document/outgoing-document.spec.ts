import type { Fields } from '@chancery/approval';
import { Refusal, type Transaction } from '@chancery/domain';
import { refusalIn } from '@chancery/testing';
import { demoCompany, demoDirectory, Walked } from '../../../test/walked';
import { outgoingDocument } from './kind';

const hq = demoCompany('hq');
const [construction, logistics, roads] = ['construction', 'logistics', 'roads'].map(demoCompany) as [string, string, string];
const department = (code: string): string => [...demoDirectory().departments.values()].find((one) => one.companyId === hq && one.code === code)!.id;

const notice = (more: Fields = {}): Fields => ({
  title: '关于开展冬季安全检查的通知',
  documentKind: 'notice',
  text: { id: '0193a0f4-5c1e-7b3a-8f00-0123456789ab', name: '正文', mediaType: 'application/vnd.chancery.text+json', size: 100, sha256: 'a'.repeat(64) },
  addressees: [construction, logistics],
  importance: 'ordinary',
  ...more,
});
const submitted = (more: Fields = {}): Walked => Walked.submitted(outgoingDocument, 'xiayufan', hq, notice(more));
const signed = (): Walked => submitted().does('hanzhe', 'agree').does('fangrong', 'agree');

test('[DOUT-01][DOUT-13] an ordinary document: review, signed for issue by the leader in charge; no reading before', () => {
  const document = submitted();
  expect(document.open()).toEqual({ review: ['hanzhe'] });
  expect(document.does('hanzhe', 'agree').open()).toEqual({ sign: ['fangrong'] });
  document.does('fangrong', 'agree');
  expect(document.matter.state).toBe('approved');
  expect(Object.keys(document.open())).toEqual(['number']);
  expect(document.effects()).toEqual(['sign']);
});

test('[DOUT-01][DOUT-13] an important document is read by the leader in charge and signed for issue by the general manager, a decision by the chairman', () => {
  const document = submitted({ importance: 'important' }).does('hanzhe', 'agree');
  expect(document.open()).toEqual({ read: ['fangrong'] });
  expect(document.does('fangrong', 'agree').open()).toEqual({ sign: ['shenchongde'] });
  expect(submitted({ importance: 'important', documentKind: 'decision' }).does('hanzhe', 'agree').does('fangrong', 'agree').open()).toEqual({ sign: ['zhenghuaiyuan'] });
});

test('[DOUT-01] departments countersign where they are named, all of them', () => {
  const document = submitted({ countersigners: [department('legal'), department('finance')] });
  expect(document.open()).toEqual({ countersign: ['gaolan', 'zhongkai'] });
  expect(document.does('gaolan', 'agree').open()).toEqual({ countersign: ['zhongkai'] });
  expect(document.does('zhongkai', 'agree').open()).toEqual({ review: ['hanzhe'] });
});

test('[DOUT-01] after the signature: number, print, proofread, copy, issue, receipt, each in its turn', () => {
  const document = signed();
  const steps: string[] = [];
  for (const step of ['number', 'print', 'proofread', 'copy', 'issue']) {
    expect(document.open()).toEqual({ [step]: ['lisihan', 'dengjie'] });
    steps.push(...document.does('lisihan', 'done').effects());
  }
  expect(steps).toEqual(['number', 'print', 'proofread', 'copy', 'issue']);
  expect(document.open()).toEqual({ receipt: ['system', 'system'] });
});

test('[DOUT-05][DOUT-13] before the signature nobody numbers, prints or issues: there is no such task', () => {
  const document = submitted();
  expect(refusalIn(() => document.does('lisihan', 'done')).kind).toBe('forbidden');
  expect(document.matter.state).toBe('running');
  expect(refusalIn(() => submitted().does('hanzhe', 'agree').does('hanzhe', 'done'))).toBeInstanceOf(Refusal);
});

test('[DOUT-01] an error in the print sends back to printing, as often as needed', () => {
  const document = signed().does('lisihan', 'done').does('lisihan', 'done').does('lisihan', 'redo', { target: 'print', opinion: '第三段漏字' });
  expect(Object.keys(document.open())).toEqual(['print']);
  expect(document.matter.walk.rounds['print']).toBe(2);
  expect(document.matter.state).toBe('approved');
});

test('[DOUT-07][DIN-07] each addressee and each copy signs for it; the last receipt completes the matter', () => {
  const document = Walked.submitted(outgoingDocument, 'xiayufan', hq, notice({ addressees: [construction], copiesTo: [logistics] })).does('hanzhe', 'agree').does('fangrong', 'agree');
  for (let step = 0; step < 5; step++) document.does('lisihan', 'done');
  document.arrives('chancery.docs.v1.DocumentReceived', { addresseeCompanyId: logistics }, logistics);
  expect([document.matter.state, document.effects()]).toEqual(['approved', ['receipt']]);
  expect(document.arrives('chancery.docs.v1.DocumentReceived', { addresseeCompanyId: construction }, construction).matter.state).toBe('completed');
});

test('[DOUT-07] sent outside the group only, it is complete when issued: whether it arrived is not known here', () => {
  const document = submitted({ addressees: [], outsideAddressees: ['县住房和城乡建设局'] }).does('hanzhe', 'agree').does('fangrong', 'agree');
  for (let step = 0; step < 5; step++) document.does('lisihan', 'done');
  expect(document.matter.state).toBe('completed');
});

test('[DOUT-07] the direction is worked out from the tree', () => {
  const complete = (form: Fields, company = hq): unknown => outgoingDocument.complete?.(form, { directory: demoDirectory(), company })['direction'];
  expect([complete(notice()), complete(notice({ addressees: [hq] }), construction), complete(notice({ addressees: [logistics] }), construction), complete(notice({ addressees: [roads] }), construction)]).toEqual(['down', 'up', 'level', 'down']);
});

test('[SEC-01][SEC-02][DOUT-07] what breaks a rule of form is not submitted', () => {
  const check = (more: Fields): string => refusalIn(() => outgoingDocument.check?.(notice(more), { directory: demoDirectory(), company: hq, tx: undefined as unknown as Transaction })).code;
  expect(check({ title: '【机密】关于某项目的通知' })).toBe('SEC-01');
  expect(check({ attachments: [{ name: '秘密★.pdf' }] })).toBe('SEC-01');
  expect(check({ secrecy: 'commercial-secret' })).toBe('SEC-02');
  expect(check({ addressees: [] })).toBe('DOUT-07');
  expect(check({ addressees: [hq] })).toBe('DOUT-07');
});

test('[DOUT-02] text, addressees and attachments are material: the content hash follows them, not the number', () => {
  const other = submitted({ text: { ...(notice()['text'] as Fields), sha256: 'b'.repeat(64) } });
  expect(other.matter.contentHash).not.toBe(submitted().matter.contentHash);
  const document = signed();
  const hash = document.matter.contentHash;
  expect(document.does('lisihan', 'done').matter.contentHash).toBe(hash);
});

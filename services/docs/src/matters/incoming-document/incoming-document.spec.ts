import type { Fields } from '@chancery/approval';
import { type Transaction } from '@chancery/domain';
import { refusalIn } from '@chancery/testing';
import { demoCompany, demoDirectory, Walked } from '../../../test/walked';
import { incomingDocument } from './kind';

const [hq, construction, roads] = ['hq', 'construction', 'roads'].map(demoCompany) as [string, string, string];
const department = (code: string): string => [...demoDirectory().departments.values()].find((one) => one.companyId === construction && one.code === code)!.id;

const letter = (more: Fields = {}): Fields => ({ sender: '县住房和城乡建设局', relation: 'superior', documentNumber: '县建发〔2026〕8号', title: '关于开展在建工程检查的通知', documentKind: 'notice', ...more });
const byHand = (more: Fields = {}): Walked => Walked.submitted(incomingDocument, 'wuxiaotong', construction, letter(more));
const bySelf = (): Walked =>
  Walked.arrived(incomingDocument, {
    company: construction, applicant: 'office', department: department('office'),
    form: letter({ sender: '衡川集团有限公司', senderCompanyId: hq, senderMatterId: '0193a0f4-5c1e-7b3a-8f00-0123456789ab' }),
  });

test('[DIN-07] what came by itself waits to be signed for, then to be registered; the office is the applicant', () => {
  const document = bySelf();
  expect([document.matter.state, document.matter.applicant, document.open()]).toEqual(['running', 'office', { receive: ['wuxiaotong'] }]);
  document.does('wuxiaotong', 'done');
  expect([document.effects(), document.open()]).toEqual([['receive'], { register: ['wuxiaotong'] }]);
  expect(document.does('wuxiaotong', 'done', { entry: {} }).open()).toEqual({ propose: ['zhoumin'] });
});

test('[DIN-01] what the clerk enters by hand is in hand: it begins with the registration', () => {
  const document = byHand();
  expect(document.open()).toEqual({ register: ['wuxiaotong'] });
  expect(document.does('wuxiaotong', 'done', { entry: {} }).effects()).toEqual(['register']);
  expect(refusalIn(() => Walked.submitted(incomingDocument, 'sunlei', construction, letter())).kind).toBe('forbidden');
});

test('[DIN-02] an ordinary document goes from the proposal straight to the department', () => {
  const document = byHand().does('wuxiaotong', 'done', { entry: {} }).does('zhoumin', 'agree', { entry: { importance: 'ordinary', departments: [department('safety')] } });
  expect([document.open(), document.matter.state]).toEqual([{ handle: ['tangguohua'] }, 'approved']);
});

test('[DIN-02][DIN-03] an important one goes to the leader, whose instruction names the departments', () => {
  const document = byHand().does('wuxiaotong', 'done', { entry: {} }).does('zhoumin', 'agree', { entry: { importance: 'important', departments: [department('safety')], due: { value: '2026-12-05' } } });
  expect(document.open()).toEqual({ instruct: ['chenguodong'] });
  document.does('chenguodong', 'agree', { entry: { departments: [department('engineering'), department('quality')], due: { value: '2026-12-01' } } });
  expect(document.open()).toEqual({ handle: ['majun', 'pengyue'] });
});

test('[DIN-02] from a peer or from below the leader in charge of the office instructs', () => {
  const document = byHand({ relation: 'subordinate', senderCompanyId: roads }).does('wuxiaotong', 'done', { entry: {} }).does('zhoumin', 'agree', { entry: { importance: 'important', departments: [] } });
  expect(document.open()).toEqual({ instruct: ['linhaiyan'] });
});

test('[DIN-04] every department handles, the clerk supervises; what falls short goes to a new round', () => {
  const document = byHand().does('wuxiaotong', 'done', { entry: {} }).does('zhoumin', 'agree', { entry: { importance: 'ordinary', departments: [department('safety'), department('engineering')] } });
  document.does('tangguohua', 'done', { entry: { result: '已自查' } });
  expect(document.open()).toEqual({ handle: ['majun'] });
  expect(document.does('majun', 'done', { entry: { result: '已整改' } }).open()).toEqual({ supervise: ['wuxiaotong'] });
  document.does('wuxiaotong', 'redo', { target: 'instruct', opinion: '整改未到位，请再批示' });
  expect(document.open()).toEqual({ instruct: ['chenguodong'] });
  document.does('chenguodong', 'agree', { entry: { departments: [department('engineering')], due: { value: '2026-12-01' } } }).does('majun', 'done', { entry: { result: '已全部整改' } });
  expect(document.does('wuxiaotong', 'done').matter.state).toBe('completed');
});

test('[DIN-01] within the group sender and relation follow from the tree', () => {
  const complete = (company: string, senderCompanyId: string): Fields => incomingDocument.complete!(letter({ sender: '随便', relation: 'peer', senderCompanyId }), { directory: demoDirectory(), company });
  expect(complete(construction, hq)).toMatchObject({ sender: '衡川集团有限公司', relation: 'superior' });
  expect(complete(construction, roads)).toMatchObject({ sender: '衡川路桥有限公司', relation: 'subordinate' });
  expect(complete(construction, demoCompany('logistics'))).toMatchObject({ relation: 'peer' });
});

test('[SEC-01] a paper-only line says nothing; a marked title or file does not come in', () => {
  const check = (more: Fields): unknown => incomingDocument.check?.(letter(more), { directory: demoDirectory(), company: construction, tx: undefined as unknown as Transaction });
  const secret = { secrecy: 'paper-only', title: '涉密文件', documentNumber: '', documentKind: 'other' };
  expect(check(secret)).toBeUndefined();
  expect(refusalIn(() => check({ ...secret, scans: [{ name: 'scan.pdf' }] })).code).toBe('SEC-01');
  expect(refusalIn(() => check({ ...secret, title: '关于某工程的通知' })).code).toBe('SEC-01');
  expect(refusalIn(() => check({ title: '机密★ 关于某工程的通知' })).code).toBe('SEC-01');
  expect(refusalIn(() => check({ scans: [{ name: '【秘密】通知.pdf' }] })).code).toBe('SEC-01');
});

import type { Company } from '@chancery/domain';
import {
  departmentsAreTheCompanys, duplicateIsSeen, handlingIsReported, instructionNamesDepartmentAndDate, kindIsKnown, ordinaryGoesToADepartment, proposalSaysHow, relationFitsTheTree, sourceIsKnown,
} from './incoming-documents';
import {
  addresseesAreCompanies, addresseesInOneDirection, companyHasMark, directionOf, hasAddressee, markIsTheCompanys, notIssuedTwice, numberedBeforePrinting, numberedOnce, paperIsMade, paperIsTheOneCompared,
  proofreadBeforeIssue, sameTextAsSigned, signedBeforePrinting, type Recipients,
} from './outgoing-documents';
import { noStateSecrets, paperOnlySaysNothing, secretHasATerm } from './secrecy';

const company = (id: string, state: Company['state'] = 'active'): Company => ({ id, code: id, name: id, shortName: id, nameEn: id, parentId: '', state, agencyMark: '', issuerMark: '' });
const stands: Record<string, 'superior' | 'subordinate' | 'peer'> = { above: 'superior', below: 'subordinate', lower: 'subordinate', beside: 'peer' };
const to = (addressees: string[], outside: string[] = [], copies: string[] = []): Recipients => ({
  own: 'us',
  addressees,
  outside,
  copies,
  companies: new Map(['us', 'above', 'below', 'lower', 'beside'].map((id) => [id, company(id)]).concat([['gone', company('gone', 'dissolved')]]) as [string, Company][]),
  relation: (other) => stands[other] ?? 'peer',
});

test('[DOUT-07] a document has an addressee, in the group or outside', () => {
  expect(hasAddressee.holds(to([]))).toBe(false);
  expect(hasAddressee.holds(to([], [], ['below']))).toBe(false);
  expect(hasAddressee.holds(to(['below']))).toBe(true);
  expect(hasAddressee.holds(to([], ['县住建局']))).toBe(true);
});

test('[DOUT-07] addressees and copies are other companies that exist, each named once', () => {
  expect(addresseesAreCompanies.holds(to(['below'], [], ['beside']))).toBe(true);
  for (const wrong of [to(['us']), to(['nobody']), to(['gone']), to(['below'], [], ['below'])]) expect(addresseesAreCompanies.holds(wrong)).toBe(false);
});

test('[DOUT-07] addressees stand in one direction, worked out from the tree', () => {
  expect([directionOf(to(['below', 'lower'])), directionOf(to(['above'])), directionOf(to(['beside'], ['县住建局'])), directionOf(to(['below', 'above']))]).toEqual(['down', 'up', 'level', undefined]);
  expect(addresseesInOneDirection.holds(to(['below', 'lower'], [], ['above', 'beside']))).toBe(true);
  expect(addresseesInOneDirection.holds(to(['below', 'beside']))).toBe(false);
});

test('[DOUT-03] a number is given once, by the mark of the company', () => {
  expect(companyHasMark.holds({ agencyMark: '' })).toBe(false);
  expect(companyHasMark.holds({ agencyMark: '衡集发' })).toBe(true);
  expect([markIsTheCompanys.holds({ mark: '', own: '衡集发' }), markIsTheCompanys.holds({ mark: '衡集发', own: '衡集发' }), markIsTheCompanys.holds({ mark: '衡建发', own: '衡集发' })]).toEqual([true, true, false]);
  expect([numberedOnce.holds(null), numberedOnce.holds({})]).toEqual([true, false]);
});

test('[DOUT-13] neither number nor print before the signature', () => {
  expect([signedBeforePrinting.holds(null), signedBeforePrinting.holds({})]).toEqual([false, true]);
});

test('[DOUT-02] what is numbered and printed is what was signed', () => {
  expect([sameTextAsSigned.holds({ now: 'a', signed: 'a' }), sameTextAsSigned.holds({ now: 'b', signed: 'a' }), sameTextAsSigned.holds({ now: 'a', signed: undefined })]).toEqual([true, false, false]);
});

test('[DOUT-01] number, print, proofread, issue: another order is refused', () => {
  expect([numberedBeforePrinting.holds(null), numberedBeforePrinting.holds({})]).toEqual([false, true]);
  expect([proofreadBeforeIssue.holds(null), proofreadBeforeIssue.holds({ proofreadAt: null }), proofreadBeforeIssue.holds({ proofreadAt: new Date(0) })]).toEqual([false, false, true]);
});

test('[DOUT-18] the paper compared is the one that was typeset last', () => {
  expect([paperIsMade.holds(null), paperIsMade.holds({})]).toEqual([false, true]);
  expect([paperIsTheOneCompared.holds({ compared: 'x', latest: 'x' }), paperIsTheOneCompared.holds({ compared: '', latest: 'x' }), paperIsTheOneCompared.holds({ compared: 'y', latest: 'x' })]).toEqual([true, true, false]);
});

test('[DOUT-05] a document is issued once', () => {
  expect([notIssuedTwice.holds({ issuedAt: null }), notIssuedTwice.holds({ issuedAt: new Date(0) })]).toEqual([true, false]);
});

test('[SEC-01] what bears a state-secret mark is refused', () => {
  expect(noStateSecrets.holds(['关于安全生产的通知', '附件一.pdf'])).toBe(true);
  expect(noStateSecrets.holds(['关于安全生产的通知', '【机密】附件一.pdf'])).toBe(false);
});

test('[SEC-01] a paper-only line has the title 涉密文件 and nothing more', () => {
  const line = { secrecy: 'paper-only', title: '涉密文件', documentNumber: '', documentKind: 'other', pages: 0, scans: 0 };
  expect(paperOnlySaysNothing.holds(line)).toBe(true);
  for (const more of [{ title: '关于某工程的通知' }, { documentNumber: '国发〔2026〕1号' }, { documentKind: 'notice' }, { pages: 3 }, { scans: 1 }]) expect(paperOnlySaysNothing.holds({ ...line, ...more })).toBe(false);
  expect(paperOnlySaysNothing.holds({ ...line, secrecy: '', title: '关于某工程的通知', scans: 2 })).toBe(true);
});

test('[SEC-02] a commercial secret has a term, a public or internal document none', () => {
  expect([secretHasATerm.holds({ secrecy: 'commercial-secret', secrecyYears: 3 }), secretHasATerm.holds({ secrecy: '', secrecyYears: 0 })]).toEqual([true, true]);
  expect([secretHasATerm.holds({ secrecy: 'core-commercial-secret', secrecyYears: 0 }), secretHasATerm.holds({ secrecy: 'public', secrecyYears: 3 })]).toEqual([false, false]);
});

test('[DIN-01] the kind is one of the fifteen or other; the source is named and fits the tree', () => {
  expect(['notice', 'motion', 'other', 'poem'].map((kind) => kindIsKnown.holds(kind))).toEqual([true, true, true, false]);
  expect([sourceIsKnown.holds({ sender: '县住建局', relation: 'superior' }), sourceIsKnown.holds({ sender: '县住建局', relation: '' }), sourceIsKnown.holds({ sender: '', relation: 'peer' })]).toEqual([true, false, false]);
  expect([relationFitsTheTree.holds({ stated: 'peer', inTree: undefined }), relationFitsTheTree.holds({ stated: 'peer', inTree: 'superior' })]).toEqual([true, false]);
});

test('[DIN-02] ordinary ones go straight to a department, important ones may leave that to the leader', () => {
  const proposal = (importance: string, departments: string[]) => ({ importance, departments, own: ['safety'] });
  expect([proposalSaysHow.holds(proposal('', [])), proposalSaysHow.holds(proposal('important', []))]).toEqual([false, true]);
  expect([ordinaryGoesToADepartment.holds(proposal('ordinary', [])), ordinaryGoesToADepartment.holds(proposal('ordinary', ['safety'])), ordinaryGoesToADepartment.holds(proposal('important', []))]).toEqual([false, true, true]);
});

test('[DIN-03] the instruction names departments of the company, with a date', () => {
  expect(departmentsAreTheCompanys.holds({ departments: ['safety'], own: ['safety', 'finance'] })).toBe(true);
  expect([departmentsAreTheCompanys.holds({ departments: ['elsewhere'], own: ['safety'] }), departmentsAreTheCompanys.holds({ departments: ['safety', 'safety'], own: ['safety'] })]).toEqual([false, false]);
  expect(instructionNamesDepartmentAndDate.holds({ departments: ['safety'], due: '2026-12-01' })).toBe(true);
  expect([instructionNamesDepartmentAndDate.holds({ departments: [], due: '2026-12-01' }), instructionNamesDepartmentAndDate.holds({ departments: ['safety'], due: '' })]).toEqual([false, false]);
});

test('[DIN-04] handling is reported', () => {
  expect([handlingIsReported.holds('已组织自查'), handlingIsReported.holds('  ')]).toEqual([true, false]);
});

test('[DIN-09] the same document is pointed out, and registered only on purpose', () => {
  expect([duplicateIsSeen.holds({ found: [], seen: false }), duplicateIsSeen.holds({ found: [{}], seen: false }), duplicateIsSeen.holds({ found: [{}], seen: true })]).toEqual([true, false, true]);
});

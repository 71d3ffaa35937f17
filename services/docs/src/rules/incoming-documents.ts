import { rule } from '@chancery/domain';

/** The fifteen official kinds (党政机关公文处理工作条例, art. 8) and 其他 other. */
export const DOCUMENT_KINDS = [
  'resolution', 'decision', 'order', 'communique', 'proclamation', 'announcement', 'opinion', 'notice', 'circular', 'report', 'request', 'reply', 'motion', 'letter', 'minutes', 'other',
];

export const kindIsKnown = rule('DIN-01', { zh: '文种须是法定十五种之一，或“其他”', en: 'The kind is one of the fifteen official ones, or other' }, (kind: string) => DOCUMENT_KINDS.includes(kind));

export const sourceIsKnown = rule(
  'DIN-01',
  { zh: '须写明来文单位及其与本公司的关系（上级、平级、下级）', en: 'The sender is named, and how it stands to the company: superior, peer or subordinate' },
  (source: { sender: string; relation: string }) => source.sender !== '' && ['superior', 'peer', 'subordinate'].includes(source.relation),
);

export const relationFitsTheTree = rule(
  'DIN-01',
  { zh: '集团内来文的方向由组织架构确定', en: 'Within the group the relation follows from the tree of companies' },
  ({ stated, inTree }: { stated: string; inTree: string | undefined }) => inTree === undefined || stated === inTree,
);

export interface Proposal {
  importance: string;
  departments: string[];
  /** Departments of the company. */
  own: string[];
}

export const ordinaryGoesToADepartment = rule(
  'DIN-02',
  { zh: '一般文件直接交承办部门，请选承办部门', en: 'An ordinary document goes straight to a department: name it' },
  (proposal: Proposal) => proposal.importance !== 'ordinary' || proposal.departments.length > 0,
);

export const proposalSaysHow = rule(
  'DIN-02',
  { zh: '拟办须说明是一般文件还是重要文件', en: 'The proposal says whether the document is ordinary or important' },
  (proposal: Proposal) => ['ordinary', 'important'].includes(proposal.importance),
);

export const departmentsAreTheCompanys = rule(
  'DIN-03',
  { zh: '承办部门须是本公司的部门，且不重复', en: 'Handling departments are departments of the company, each named once' },
  ({ departments, own }: { departments: string[]; own: string[] }) => new Set(departments).size === departments.length && departments.every((id) => own.includes(id)),
);

export const readersAreOfTheCompany = rule(
  'DIN-03',
  { zh: '传阅人须是本公司的人员', en: 'A document is passed for reading to people of the company' },
  (readers: { belongs: boolean }[]) => readers.every((reader) => reader.belongs),
);

export const instructionNamesDepartmentAndDate = rule(
  'DIN-03',
  { zh: '批示须明确承办部门和办理时限（可沿用拟办的）', en: 'An instruction names the handling departments and a date, or keeps those proposed' },
  (instruction: { departments: string[]; due: string }) => instruction.departments.length > 0 && instruction.due !== '',
);

export const handlingIsReported = rule('DIN-04', { zh: '请写明办理情况', en: 'Say what was done' }, (result: string) => result.trim() !== '');

export const duplicateIsSeen = rule(
  'DIN-09',
  { zh: '该单位此字号的文件已登记（{serial}）；确属另一份的，请勾选“已核对”后登记', en: 'A document of this sender and number is registered already ({serial}); tick that you have checked to register it all the same' },
  ({ found, seen }: { found: unknown[]; seen: boolean }) => found.length === 0 || seen,
);

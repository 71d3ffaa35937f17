import { awaiting, decide, defineProcess, doing } from '@chancery/approval';

/**
 * 发文流程 (handbook 1.2; DOUT-01): draft → countersign where asked → review → important ones are read by the leader → sign for issue →
 * number → print → proofread → copies → issue → signed for. Sealing and filing join when seals and archives do.
 */
export const outgoingDocumentProcess = defineProcess({
  title: { zh: '发文', en: 'Outgoing document' },
  version: 1,
  handbook: {
    goal: { zh: '公文规范、准确、及时', en: 'Documents that are correct, in form and in time' },
    purpose: { zh: '规范公文的起草、审核、签发和印发', en: 'How documents are drafted, checked, signed for issue and distributed' },
    scope: { zh: '以公司名义制发的全部公文', en: 'Every document issued in the name of the company' },
    decisions: { zh: '是否需要会签；一般文件还是重要文件；由谁签发', en: 'Whether departments countersign; ordinary or important; who signs for issue' },
    inputs: { zh: '发文稿纸、文稿、附件', en: 'Drafting sheet, text, attachments' },
    outputs: { zh: '正式公文、发文登记、文件发放记录', en: 'The document, its register line, the distribution record' },
    monitoring: { zh: '逾期催办并上报；发文登记簿编号连续', en: 'Overdue work is urged and escalated; numbers without gaps' },
    exceptions: { zh: '校对有误重新打印；退回修改后重新审核', en: 'Errors in the print: printed again; returned drafts are checked anew' },
    records: { zh: '发文登记簿 GL/YJ-BG-02、文件发放记录', en: 'Register GL/YJ-BG-02, distribution record' },
    training: { zh: '办公室每年组织一次公文培训', en: 'The office trains drafters once a year' },
    review: '1y',
    interfaces: { zh: '收文（收文公司）', en: 'Incoming documents of the addressees' },
    evidence: { zh: '审批过程、签发文本的内容指纹、纸面记录', en: 'The way, the content hash that was signed, the record of the paper' },
  },
  steps: [
    decide('countersign', {
      title: { zh: '会签', en: 'Countersign' },
      verb: { zh: '会签', en: 'Countersign' },
      who: { post: 'dept-head', of: { field: 'countersigners' } },
      when: { field: 'countersigners', filled: true },
      mode: 'all',
      due: '2wd',
    }),
    decide('review', { title: { zh: '核稿', en: 'Review by the office' }, verb: { zh: '核稿通过', en: 'Pass' }, who: { post: 'director', of: 'company' }, due: '1wd' }),
    decide('read', {
      title: { zh: '审阅', en: 'Read by the leader' },
      verb: { zh: '审阅同意', en: 'Agree' },
      who: { post: 'leader-in-charge', of: 'applicant' },
      when: { field: 'importance', is: 'important' },
      due: '1wd',
    }),
    decide('sign', { title: { zh: '签发', en: 'Sign for issue' }, verb: { zh: '签发', en: 'Sign for issue' }, who: { matrix: 'sign-for-issue' }, mustSign: true, due: '1wd' }),
    doing('number', {
      title: { zh: '编号', en: 'Give the number' },
      verb: { zh: '编号', en: 'Give the number' },
      who: { post: 'clerk', of: 'company' },
      entry: 'chancery.docs.v1.NumberEntry',
      irreversible: true,
      transfer: 'post',
      due: '4wh',
    }),
    doing('print', { title: { zh: '打印', en: 'Lay out and print' }, verb: { zh: '排版打印', en: 'Print' }, who: { post: 'clerk', of: 'company' }, transfer: 'post', due: '4wh' }),
    doing('proofread', {
      title: { zh: '校对', en: 'Proofread' },
      verb: { zh: '校对无误', en: 'No errors' },
      who: { post: 'clerk', of: 'company' },
      entry: 'chancery.docs.v1.ProofreadEntry',
      redo: ['print'],
      due: '4wh',
    }),
    doing('copy', { title: { zh: '印制', en: 'Make copies' }, verb: { zh: '印制完成', en: 'Copies made' }, who: { post: 'clerk', of: 'company' }, entry: 'chancery.docs.v1.CopyEntry', due: '1wd' }),
    doing('issue', { title: { zh: '发文', en: 'Issue' }, verb: { zh: '发文', en: 'Issue' }, who: { post: 'clerk', of: 'company' }, irreversible: true, transfer: 'post', due: '4wh' }),
    awaiting('receipt', {
      title: { zh: '签收', en: 'Signed for' },
      owner: { post: 'clerk', of: 'company' },
      each: 'recipients',
      when: { field: 'recipients', filled: true },
      on: { 'chancery.docs.v1.DocumentReceived': 'next' },
      mode: 'all',
      due: '3wd',
    }),
  ],
});

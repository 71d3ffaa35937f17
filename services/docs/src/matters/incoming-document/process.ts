import { decide, defineProcess, doing } from '@chancery/approval';

/**
 * 收文流程 (handbook 1.1; DIN-01 … DIN-04): sign for → register → propose handling → important ones are instructed by the leader → handle →
 * supervise. What came by itself is signed for first (DIN-07); what the clerk enters by hand is in hand already.
 */
export const incomingDocumentProcess = defineProcess({
  title: { zh: '收文', en: 'Incoming document' },
  version: 1,
  handbook: {
    goal: { zh: '来文及时登记、办理、反馈', en: 'What comes in is registered, handled and answered in time' },
    purpose: { zh: '规范来文的签收、登记、拟办、批示、承办和督办', en: 'How documents received are signed for, registered, instructed and handled' },
    scope: { zh: '集团内外送达本公司的文件', en: 'Documents that reach the company from inside and outside the group' },
    decisions: { zh: '重要文件请领导批示，一般文件直接交部门承办', en: 'Important ones go to the leader for instruction, ordinary ones straight to a department' },
    inputs: { zh: '来文', en: 'The document received' },
    outputs: { zh: '收文登记、批示、办理情况', en: 'Register line, instruction, result' },
    monitoring: { zh: '按办理时限督办', en: 'Supervised by due date' },
    exceptions: { zh: '办理不到位的退请重新批示或重新承办；重复来文先行核对', en: 'What falls short is instructed or handled anew; duplicates are checked first' },
    records: { zh: '收文登记簿 GL/YJ-BG-01', en: 'Register GL/YJ-BG-01' },
    training: { zh: '办公室每年组织一次收文培训', en: 'The office trains its clerks once a year' },
    review: '1y',
    interfaces: { zh: '发文（发文公司）', en: 'Outgoing documents of the sender' },
    evidence: { zh: '登记、批示、承办过程', en: 'The way from registration to result' },
  },
  steps: [
    doing('receive', {
      title: { zh: '签收', en: 'Sign for' },
      verb: { zh: '签收', en: 'Sign for' },
      who: { post: 'clerk', of: 'company' },
      when: { field: 'senderMatterId', filled: true },
      irreversible: true,
      transfer: 'post',
      due: '4wh',
    }),
    doing('register', {
      title: { zh: '登记', en: 'Register' },
      verb: { zh: '登记', en: 'Register' },
      who: { post: 'clerk', of: 'company' },
      entry: 'chancery.docs.v1.RegisterEntry',
      transfer: 'post',
      due: '4wh',
    }),
    decide('propose', {
      title: { zh: '拟办', en: 'Propose handling' },
      verb: { zh: '拟办', en: 'Propose' },
      who: { post: 'director', of: 'company' },
      entry: 'chancery.docs.v1.ProposeEntry',
      due: '1wd',
    }),
    decide('instruct', {
      title: { zh: '批示', en: 'Instruct' },
      verb: { zh: '批示', en: 'Instruct' },
      who: { matrix: 'instruction' },
      when: { field: 'propose.importance', is: 'important' },
      entry: 'chancery.docs.v1.InstructEntry',
      due: '1wd',
    }),
    doing('handle', {
      title: { zh: '承办', en: 'Handle' },
      verb: { zh: '办理完毕', en: 'Handled' },
      who: { post: 'dept-head', of: { field: 'departments' } },
      entry: 'chancery.docs.v1.HandleEntry',
      mode: 'all',
      due: '5wd',
    }),
    doing('supervise', {
      title: { zh: '督办', en: 'Supervise' },
      verb: { zh: '办结', en: 'Close' },
      who: { post: 'clerk', of: 'company' },
      redo: ['instruct', 'handle'],
      due: '2wd',
    }),
  ],
});

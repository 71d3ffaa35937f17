import { fill, Refusal, type RefusalDetails, type RefusalKind, type Words } from '@chancery/domain';
import { operationWords, stateWords } from './words';

/** The texts of approval-operations.md §12, and of the cells that name a code. */
const texts = {
  'too-late': [
    'stale',
    '该事项已由{who}于{time}{operation}，现处于「{step}」（{holder}）。您的意见未提交，已为您保留。',
    'At {time} {who} did this: {operation}. The matter is now at “{step}” ({holder}). Your opinion was not submitted; it is kept for you.',
  ],
  'already-acted': [
    'stale',
    '{who}已于{time}处理，不能撤回；可请其退回。',
    '{who} acted at {time}, so it cannot be withdrawn; you may ask for its return.',
  ],
  'text-changed': ['stale', '内容已更新为第{n}版，请查看变化后再处理。', 'The text is now version {n}; look at the changes, then act.'],
  'matter-changed': ['stale', '事项已有变化，请查看后再办理。', 'The matter has changed meanwhile; look at it, then act.'],
  'not-allowed-now': ['stale', '当前状态「{state}」不能{operation}。', 'Not possible in the state “{state}”: {operation}.'],
  'not-on-your-way': ['stale', '不能退回到该环节；可退回：{list}。', 'It cannot be returned to that step; possible: {list}.'],
  'no-return': ['stale', '本环节不能退回；可以不同意。', 'This step does not return; you may disagree.'],
  'effect-made': [
    'stale',
    '已{effect}，不能退回；可申请作废或更正。',
    'Already done: {effect}. It cannot be returned; ask for voiding or correction.',
  ],
  'too-many': ['stale', '本环节转办次数已达上限（{n}次）。', 'The task has been transferred {n} times in this round; no more.'],
  'not-a-redo-target': ['refused', '不能重办至该环节；可选：{list}。', 'That step cannot be redone from here; possible: {list}.'],
  awaiting: ['stale', '正在等待{event}，由系统办结，不能人工办理。', 'Waiting for {event}; the platform finishes it, nobody by hand.'],
  'urged-recently': ['busy', '已催办，{time}后可再次催办。', 'Urged already; possible again after {time}.'],
  'not-found': ['missing', '未找到。', 'Not found.'],
  'not-yours': ['forbidden', '您不能办理此事项。', 'This is not yours to do.'],
  applicant: ['refused', '申请人不能审批本人事项。', 'An applicant does not decide on the own matter.'],
  'applicant-decides': ['forbidden', '申请人不能审批本人事项。', 'An applicant does not decide on the own matter.'],
  'already-signer': ['refused', '此人已是本环节签署人。', 'That person is a signer of this step already.'],
  inactive: ['refused', '此人已停用。', 'That person is not active.'],
  'not-in-scope': ['refused', '此人不属于本公司，不能办理。', 'That person does not belong to the company.'],
  'post-bound': ['refused', '本环节只能转给同岗位人员。', 'This step goes only to another holder of the same post.'],
  'own-seat-in-step': ['forbidden', '您在本环节另有席位。', 'You have another seat in this step.'],
  'opinion-required': ['refused', '请填写意见。', 'An opinion is obligatory.'],
  'person-required': ['refused', '请选择人员。', 'Choose a person.'],
  'no-authority': [
    'refused',
    '审批权限表没有适用于「{step}」的规定，不能提交。',
    'No row of the authority matrix covers “{step}”; it cannot be submitted.',
  ],
  'no-superior': [
    'refused',
    '「{step}」应由申请人的上级审批，但没有上级，不能提交。',
    '“{step}” falls to the applicant, who has no superior; it cannot be submitted.',
  ],
  'not-approved': ['refused', '尚未获批准，不能办理「{step}」。', 'Not approved: “{step}” cannot be done yet.'],
  'not-editable': ['refused', '本环节不能修改：{list}。', 'Not to be changed at this step: {list}.'],
  'text-version-missing': ['invalid', '缺少所见内容的版本号。', 'The version of the text that was seen is missing.'],
  'unknown-operation': ['invalid', '没有此操作：{operation}。', 'There is no such operation: {operation}.'],
  'key-reused': ['refused', '该请求编号已用于其他内容。', 'This request key was used for something else.'],
  'no-admin': ['refused', '没有流程管理员，无法指定「{step}」的办理人。', 'There is no process administrator who could name a person for “{step}”.'],
} as const satisfies Record<string, readonly [RefusalKind, string, string]>;

export type RefusalCode = keyof typeof texts;
/** A value of a text: the same in both languages, or words. */
export type Values = Record<string, string | Words>;

/** A refusal of the truth table. Its words are filled in both languages: step titles and operations differ by language. */
export function refusal(code: RefusalCode, values: Values = {}, details: Omit<RefusalDetails, 'arguments'> = {}): Refusal {
  const [kind, zh, en] = texts[code];
  const of = (language: 'zh' | 'en'): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : value[language]]));
  // The truth table has one word for both: 422 when somebody is to be named, 403 in deciding.
  return new Refusal(
    kind,
    code === 'applicant-decides' ? 'applicant' : code,
    { zh: fill(zh, of('zh')), en: fill(en, of('en')) },
    { arguments: of('zh'), ...details },
  );
}

export const notAllowedNow = (state: string, operation: string): Refusal =>
  refusal('not-allowed-now', { state: stateWords(state), operation: operationWords(operation) });

import type { Directory, Words } from '@chancery/domain';
import type { ProcessDefinition } from '../process';
import { places } from './blocks';

const states: Record<string, Words> = {
  draft: { zh: '草稿', en: 'draft' },
  running: { zh: '审批中', en: 'running' },
  revising: { zh: '退回修改', en: 'revising' },
  approved: { zh: '已批准（执行中）', en: 'approved' },
  completed: { zh: '已办结', en: 'completed' },
  correcting: { zh: '待更正', en: 'correcting' },
  refused: { zh: '未通过', en: 'refused' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
  void: { zh: '已作废', en: 'void' },
};

/** As on a button: a step may have its own verb for its main operation. */
const operations: Record<string, Words> = {
  open: { zh: '新建', en: 'Open' },
  change: { zh: '修改', en: 'Edit' },
  submit: { zh: '提交', en: 'Submit' },
  resubmit: { zh: '重新提交', en: 'Resubmit' },
  agree: { zh: '同意', en: 'Agree' },
  disagree: { zh: '不同意', en: 'Disagree' },
  done: { zh: '完成', en: 'Done' },
  redo: { zh: '重办', en: 'Redo' },
  return: { zh: '退回', en: 'Return' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  discard: { zh: '删除草稿', en: 'Discard' },
  'give-up': { zh: '撤销', en: 'Give up' },
  transfer: { zh: '转办', en: 'Transfer' },
  assign: { zh: '指定办理人', en: 'Assign' },
  urge: { zh: '催办', en: 'Urge' },
  'copy-draft': { zh: '复制为新草稿', en: 'Copy as a draft' },
  arrive: { zh: '办结等待', en: 'Finish the await' },
  fire: { zh: '到时', en: 'Time is up' },
};

const system: Words = { zh: '系统', en: 'the system' };

export const stateWords = (state: string): Words => states[state] ?? { zh: state, en: state };
export const operationWords = (operation: string): Words => operations[operation] ?? { zh: operation, en: operation };

/** A person's name in both languages. */
export function nameOf(person: string, directory: Directory): Words {
  if (person === 'system') return system;
  const found = directory.people.get(person);
  return found ? { zh: found.name, en: found.nameEn || found.name } : { zh: person, en: person };
}

export function titleOf(step: string, process: ProcessDefinition): Words {
  if (step === 'revise') return { zh: '退回修改', en: 'Revise' };
  return places(process).get(step)?.step.title ?? { zh: step, en: step };
}

export const listed = (words: Words[]): Words => ({ zh: words.map((one) => one.zh).join('、'), en: words.map((one) => one.en).join(', ') });

/** `2026-11-02 14:05`, Shanghai time. */
export const timeText = (at: Date): string => new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 16).replace('T', ' ');

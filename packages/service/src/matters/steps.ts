import type { Block, ProcessDefinition, Step } from '@chancery/approval';
import type { Words } from '@chancery/domain';

/** Every step of a process by its id, whatever block it stands in. */
export function stepsOf(process: ProcessDefinition): Map<string, Step> {
  const found = new Map<string, Step>();
  const visit = (blocks: Block[]): void => {
    for (const block of blocks) {
      if ('type' in block) found.set(block.id, block);
      else if ('inOrder' in block) visit(block.inOrder);
      else if ('choose' in block) {
        block.choose.forEach((one) => visit(one.then));
        visit(block.otherwise ?? []);
      } else if ('together' in block) block.together.forEach((one) => visit(one.then));
      else {
        visit(block.then);
        visit(block.otherwise ?? []);
      }
    }
  };
  visit(process.steps);
  return found;
}

const special: Record<string, Words> = {
  revise: { zh: '退回修改', en: 'Revise' },
  drafter: { zh: '拟稿人', en: 'Drafter' },
};

export const titleOf = (step: string, steps: Map<string, Step>): Words => steps.get(step)?.title ?? special[step] ?? { zh: step, en: step };

const verbs: Record<string, Words> = {
  open: { zh: '收到', en: 'Arrived' },
  agree: { zh: '同意', en: 'Agree' },
  disagree: { zh: '不同意', en: 'Disagree' },
  done: { zh: '完成', en: 'Done' },
  redo: { zh: '重办', en: 'Redo' },
  return: { zh: '退回', en: 'Return' },
  transfer: { zh: '转办', en: 'Transfer' },
  assign: { zh: '指定办理人', en: 'Assign' },
  submit: { zh: '提交', en: 'Submit' },
  resubmit: { zh: '重新提交', en: 'Resubmit' },
  change: { zh: '修改', en: 'Edit' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  discard: { zh: '删除草稿', en: 'Discard' },
  'give-up': { zh: '撤销', en: 'Give up' },
  urge: { zh: '催办', en: 'Urge' },
  'copy-draft': { zh: '复制为新草稿', en: 'Copy as a draft' },
};

/** The word on the button: the step's own for its main operation (签发), else the operation's. */
export function verbOf(operation: string, step: Step | undefined): Words {
  const main = operation === 'agree' || operation === 'done';
  return (main && step?.verb) || verbs[operation] || { zh: operation, en: operation };
}

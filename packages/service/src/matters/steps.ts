import { operationWords, places, type ProcessDefinition, type Step } from '@chancery/approval';
import type { Words } from '@chancery/domain';

/** Every step of a process by its id, whatever block it stands in. */
export const stepsOf = (process: ProcessDefinition): Map<string, Step> => new Map([...places(process)].map(([id, place]) => [id, place.step]));

const special: Record<string, Words> = {
  revise: { zh: '退回修改', en: 'Revise' },
  drafter: { zh: '拟稿人', en: 'Drafter' },
};

export const titleOf = (step: string, steps: Map<string, Step>): Words => steps.get(step)?.title ?? special[step] ?? { zh: step, en: step };

/** The word on the button: the step's own for its main operation (签发), else the operation's. */
export function verbOf(operation: string, step: Step | undefined): Words {
  const main = operation === 'agree' || operation === 'done';
  return (main && step?.verb) || operationWords(operation);
}

/** How a matter begins, in its way: written here, or come by itself. */
export const beginningOf = (actor: string): Words => (actor === 'system' ? { zh: '收到', en: 'Arrived' } : { zh: '拟稿', en: 'Drafted' });

import type { MatterView, OperationView, TaskView } from '../api/wire';
import { people } from '../way/people';
import { label, say, t } from '../words';

/** The word on the button: the step's own, else the operation's. */
export const verbOf = (operation: OperationView): string => label(operation.verb, say(`verb.${operation.name}`, operation.name));

/** What the toast says: what was done, and who has it now. */
export function sentText(verb: string, answer: MatterView, me: string): string {
  const open = (answer.tasks ?? []).filter((task) => task.state === 'open' && task.kind !== 'await') as TaskView[];
  const first = open[0];
  if (answer.state === 'completed') return t('decide.sentEnd', { verb });
  if (!first) return t('decide.sent', { verb });
  const holders = open.filter((task) => task.step === first.step).map((task) => task.holder).filter((one) => one !== undefined);
  const names = people(holders.slice(0, 3), me);
  return names ? t('decide.sentTo', { verb, who: names, step: label(first.title, first.step) }) : t('decide.sent', { verb });
}

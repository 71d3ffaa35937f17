import type { LineView, PersonView } from '../api/wire';
import { comma, label, personName, say, t } from '../words';

/** A person as the way shows one: 周敏, 周敏（您）, 罗佳（代杨帆）; the platform itself is 系统. */
export function who(person: PersonView | undefined, me: string, principal?: PersonView): string {
  if (!person?.id && !person?.name) return '';
  if (person.id === 'system') return t('way.system');
  const name = personName(person);
  if (principal?.name) return t('way.for', { name, principal: personName(principal) });
  return person.id === me ? t('way.you', { name }) : name;
}

export const actor = (line: LineView, me: string): string => who(line.actor, me, line.forWhom);
export const people = (list: PersonView[] | undefined, me: string): string => (list ?? []).map((one) => who(one, me)).filter(Boolean).join(comma());
/** What a line is called: its step, or the operation where it belongs to no step. */
export const called = (line: { title?: { zh?: string; en?: string }; step?: string; operation?: string } | undefined, title: (step: string) => string): string =>
  (line?.step !== line?.operation && label(line?.title)) || (line?.step && line.step !== line.operation ? title(line.step) : say(`op.${line?.operation}`, line?.operation ?? ''));

/** Post or department, whatever tells more. */
export const place = (person: PersonView | undefined): string => person?.post || person?.department || '';

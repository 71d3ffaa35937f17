import { Refusal, type Words } from './refusal';

/** 规则 — a numbered reason to refuse. `holds` says whether the subject is in order. */
export interface Rule<Subject> {
  readonly id: string;
  readonly words: Words;
  holds(subject: Subject): boolean;
}

/**
 * States a rule once, as a sentence with its id (`docs/domain`).
 *
 * @example const lentSealCannotBeUsed = rule('SEAL-06', { zh: '外借中的印章不得用印', en: 'A lent seal cannot be used' }, (seal: Seal) => seal.state !== 'lent');
 */
export function rule<Subject>(id: string, words: Words, holds: (subject: Subject) => boolean): Rule<Subject> {
  return { id, words, holds };
}

/**
 * Refuses (422) when the rule does not hold.
 *
 * @throws Refusal of kind `refused` whose code is the rule's id.
 */
export function check<Subject>(stated: Rule<Subject>, subject: Subject, values: Record<string, string> = {}): void {
  if (!stated.holds(subject)) throw new Refusal('refused', stated.id, stated.words, { rule: stated.id, arguments: values });
}

/** Words in the two languages of the platform: zh-CN first, en-US complete. */
export interface Words {
  zh: string;
  en: string;
}

/** The seven reasons to refuse; each has one gRPC status and one HTTP status (architecture §10). */
export type RefusalKind = 'invalid' | 'unknown' | 'forbidden' | 'missing' | 'stale' | 'refused' | 'busy';

export interface RefusalDetails {
  /** The rule that refuses, as `SEAL-06`. */
  rule?: string;
  /** Values for the places of the text: `{who}`, `{time}` … */
  arguments?: Record<string, string>;
  /** Fields of the form that are meant, with the reason. */
  fields?: { field: string; words: Words }[];
  /** Anything a screen needs: allowed targets, who was first, the text that came back. */
  more?: Record<string, unknown>;
  /** Seconds until a retry makes sense (`busy`, `urged-recently`). */
  retryAfter?: number;
  /** Another HTTP status than the kind's own, where the truth table states one (422, 429). */
  status?: number;
}

/**
 * 拒绝 — the only error that is thrown on purpose. Anything else is a defect and is answered with a trace id only.
 *
 * @example throw new Refusal('stale', 'too-late', { zh: '…{who}…', en: '…' }, { arguments: { who: '王敏' } });
 */
export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    /** Word of the truth table or of the rule: `too-late`, `text-changed`, `SEAL-06`. */
    readonly code: string,
    /** Sentence with places for the arguments; rendered in the reader's language at the edge. */
    readonly words: Words,
    readonly details: RefusalDetails = {},
  ) {
    super(`${code}: ${words.en}`);
    this.name = 'Refusal';
  }
}

/** Puts the arguments into the places of a sentence. Unknown places stay as they are. */
export function fill(sentence: string, values: Record<string, string> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

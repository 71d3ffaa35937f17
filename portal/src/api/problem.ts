import type { Words } from '@chancery/domain';

export interface FieldProblem {
  field: string;
  text: string;
}

/** 问题 — what the server answered instead of the thing, in the reader's language (`application/problem+json`). */
export class Problem extends Error {
  constructor(
    /** HTTP status; 0: nothing came back, the network is away. */
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: FieldProblem[] = [],
    readonly trace = '',
    readonly more: Record<string, unknown> = {},
  ) {
    super(detail || code);
    this.name = 'Problem';
  }

  /** Nobody knows whether the command arrived: it may be sent again with the same key. */
  get unanswered(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function reason(value: Record<string, unknown>): string {
  const words = value.words as Partial<Words> | undefined;
  return text(value.detail) || text(value.message) || text(value.text) || text(words?.zh);
}

/** Reads a problem body; anything else that came with an error status is a problem without words. */
export async function readProblem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const fields = (Array.isArray(body.fields) ? body.fields : []) as Record<string, unknown>[];
  return new Problem(
    response.status,
    text(body.code) || `http-${response.status}`,
    text(body.detail) || text(body.title),
    fields.map((one) => ({ field: text(one.field) || text(one.path), text: reason(one) })),
    text(body.trace),
    body,
  );
}

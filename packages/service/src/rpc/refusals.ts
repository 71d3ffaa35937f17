import { Refusal, type RefusalDetails, type RefusalKind, type Words } from '@chancery/domain';
import { Metadata, status } from '@grpc/grpc-js';

/** Reason to refuse → gRPC status (architecture §10). */
const STATUS: Record<RefusalKind, status> = {
  invalid: status.INVALID_ARGUMENT,
  unknown: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  missing: status.NOT_FOUND,
  stale: status.ABORTED,
  refused: status.FAILED_PRECONDITION,
  busy: status.UNAVAILABLE,
};

const DETAILS = 'chancery-refusal-bin';
export const TRACE = 'chancery-trace';
/** HTTP/2 peers drop header blocks above some 16 kB: long lists of fields are cut before that. */
const BYTES_AT_MOST = 6_000;

interface OnTheWire {
  kind: RefusalKind;
  code: string;
  words: Words;
  details: RefusalDetails;
}

export interface RpcError {
  code: status;
  details: string;
  metadata: Metadata;
}

/** A refusal as gRPC carries it: status, English text, and everything else in the trailers. */
export function toRpc(refusal: Refusal): RpcError {
  const { kind, code, words, details } = refusal;
  const metadata = new Metadata();
  metadata.set(DETAILS, encoded({ kind, code, words, details }));
  return { code: STATUS[kind], details: code, metadata };
}

function encoded(wire: OnTheWire): Buffer {
  const whole = Buffer.from(JSON.stringify(wire));
  if (whole.length <= BYTES_AT_MOST) return whole;
  const { arguments: values, rule, retryAfter, status: http, fields } = wire.details;
  return Buffer.from(JSON.stringify({ ...wire, details: { rule, retryAfter, status: http, fields: fields?.slice(0, 15), arguments: values && Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.slice(0, 200)])) } }));
}

/** A defect: nothing of it leaves but the trace by which the log has it. */
export function defect(trace: string): RpcError {
  const metadata = new Metadata();
  metadata.set(TRACE, trace);
  return { code: status.INTERNAL, details: 'defect', metadata };
}

const KINDS = new Map(Object.entries(STATUS).map(([kind, code]) => [code, kind as RefusalKind]));

/**
 * The refusal that a call was answered with. What the transport itself says becomes one too: away, too late and too many are `busy`,
 * an unknown method `missing`, too large a message `invalid`. Answers nothing for a defect.
 */
export function fromRpc(error: unknown): Refusal | undefined {
  const { code, metadata } = (error ?? {}) as { code?: status; metadata?: Metadata };
  const [bytes] = metadata?.get(DETAILS) ?? [];
  if (bytes) {
    const { kind, code: word, words, details } = JSON.parse(bytes.toString()) as OnTheWire;
    return new Refusal(kind, word, words, details);
  }
  if (code === status.UNAVAILABLE || code === status.DEADLINE_EXCEEDED || code === status.CANCELLED)
    return new Refusal('busy', 'away', { zh: '服务暂不可用，请稍后再试', en: 'The service is away; try again in a moment' }, { retryAfter: 2 });
  if (code === status.UNIMPLEMENTED) return new Refusal('missing', 'route', { zh: '没有这个地址', en: 'There is no such address' });
  if (code === status.RESOURCE_EXHAUSTED) return new Refusal('invalid', 'too-large', { zh: '内容过大', en: 'The content is too large' }, { status: 413 });
  if (code !== undefined && KINDS.has(code)) return new Refusal(KINDS.get(code) ?? 'invalid', 'refused', { zh: '请求被拒绝', en: 'The request was refused' });
  return undefined;
}

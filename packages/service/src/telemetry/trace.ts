import { randomBytes } from 'node:crypto';
import { AsyncLocalStorage } from 'node:async_hooks';

/** One hop of one action. `traceparent` is the W3C header to send on. */
export interface Trace {
  id: string;
  traceparent: string;
}

const PARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;
const under = new AsyncLocalStorage<Trace>();

/** Goes on with the caller's trace, or begins one. What is malformed is passed by: it comes from outside. */
export function traceFrom(traceparent: string | undefined): Trace {
  const [, caller, flags = '01'] = PARENT.exec(traceparent ?? '') ?? [];
  const id = caller && !/^0+$/.test(caller) ? caller : randomBytes(16).toString('hex');
  return { id, traceparent: `00-${id}-${randomBytes(8).toString('hex')}-${flags}` };
}

export const inTrace = <T>(trace: Trace, work: () => T): T => under.run(trace, work);
/** The trace of the call under way. */
export const currentTrace = (): Trace | undefined => under.getStore();

export { createLog } from './log';
export { currentTrace, inTrace, traceFrom, type Trace } from './trace';

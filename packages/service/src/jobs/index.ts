export { enqueue, type Enqueued } from './enqueue';
export { startJobs, type Jobs, type JobsOptions } from './jobs';
export { listParkedJobs, retryJob, type ParkedJob } from './operators';

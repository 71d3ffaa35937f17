import { createRequire } from 'node:module';

// The benchmark measures what is shipped: the builds, not the sources.
const require = createRequire(import.meta.url);

export const approval = require('@chancery/approval') as typeof import('@chancery/approval');
export const embedded = require('@chancery/embedded') as typeof import('@chancery/embedded');
export const service = require('@chancery/service') as typeof import('@chancery/service');
export const { docs } = require('@chancery/docs') as typeof import('@chancery/docs');

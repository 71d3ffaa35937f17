export * from './company';
export * from './directory';
export * from './events';
export * from './files';
export * from './jobs';
export * from './manifest';
export * from './migrate';

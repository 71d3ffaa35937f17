export * from './company';
export * from './directory';
export * from './manifest';
export * from './migrate';

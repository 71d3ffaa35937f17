export * from './manifest';
export * from './directory';

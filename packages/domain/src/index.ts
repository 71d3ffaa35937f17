export * from './actor';
export * from './directory';
export * from './event';
export * from './money';
export * from './page';
export * from './refusal';
export * from './rule';
export * from './transaction';

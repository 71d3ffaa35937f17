export * from './engine';
export * from './kind';
export * from './matter';
export * from './process';
export * from './walk';

export * from './register';
export { append } from './append';
export { nextNumber } from './number';
export { readPage } from './page';
export { levelsFor, registerSight, type RegisterScope } from './sight';

export { contracted } from './kinds';
export { matterMethods } from './methods';
export type { Office } from './office';

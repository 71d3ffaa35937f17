export { demoPassword } from './identity/password';
export * from './organisation';
export { readRealm } from './realm';

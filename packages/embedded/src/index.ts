export { startIdentity, type Identity, type IdentityOptions } from './identity';
export { demoPassword } from './identity/password';
export { demoCompany, demoDirectory, demoOrganisation, demoPerson } from './organisation';
export { readRealm } from './realm';
export { startPostgres, type PostgresOptions, type RunningPostgres } from './postgres';

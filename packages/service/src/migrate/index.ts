export { migrate, placeRoles } from './migrate';
export { fingerprint, readMigrations, sourcesOf, type Migration, type MigrationSource } from './migrations';
export { createRole, openTo, prepareDatabase, withAdmin, type Admin, type PreparedDatabase, type PrepareOptions } from './prepare';
export { databaseOf, environmentPasswords, keptPasswords, roleOf, ROLES, type Passwords, type RoleName } from './roles';

export { openPool, types, type Connection, type PoolSettings } from './connection';
export { createDatabase, type Database, type DatabaseOptions, type Ending, type InCompany, type Scope as CompanyScope } from './database';
export { away } from './away';

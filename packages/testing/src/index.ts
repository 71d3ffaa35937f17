export { cluster, type Cluster } from './cluster';
export { testDatabase, type TestDatabase, type TestedService } from './database';
export { probeIsolation, type Isolation } from './isolation';
export { refusalIn, refusalOf } from './refusals';
export { declaredTables, inspectDatabase, readTables, type Table, type TableClass } from './tables';

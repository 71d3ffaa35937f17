export { cluster, type Cluster } from './cluster';
export { testDatabase, type TestDatabase, type TestedService } from './database';

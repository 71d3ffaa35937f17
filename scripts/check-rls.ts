// Migrates each service's database on a real PostgreSQL and inspects it: every table declared by class and shut as its class says, no role with a way around (ORG-03).
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.ts';

const require = createRequire(import.meta.url);
const { declaredTables, inspectDatabase, testDatabase } = require('@chancery/testing') as typeof import('@chancery/testing');
const { busSources, sourcesOf } = require('@chancery/service') as typeof import('@chancery/service');

const services = ['docs', 'workbench', 'directory'].map((name) => {
  const { migrations } = (require(`@chancery/${name}`) as Record<string, { migrations: string }>)[name] ?? { migrations: join(root, 'services', name, 'migrations') };
  return { name, sources: sourcesOf(migrations) };
});

let tables = 0;
let problems = 0;
for (const service of [...services, { name: 'bus', sources: busSources }]) {
  const db = await testDatabase(service);
  try {
    const declared = declaredTables(service.sources);
    tables += declared.size;
    for (const problem of await inspectDatabase(db.superuser(), service.name, declared)) {
      problems += 1;
      console.error(`${service.name}: ${problem}`);
    }
  } finally {
    await db.close();
  }
}
console.log(`${tables} tables in ${services.length + 1} databases, ${problems} problems`);
process.exitCode = problems ? 1 : 0;

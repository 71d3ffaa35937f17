// `npm test`: every test that needs no Java and no browser. Ends with the line `N passed, N failed`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runJest } from './jest.ts';
import { root } from './root.ts';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
console.log(`Chancery ${version}: unit and service tests (real PostgreSQL) …`);
const counts = runJest('jest.config.cjs', process.argv.slice(2));
console.log(counts.line);
process.exitCode = counts.failed ? 1 : 0;

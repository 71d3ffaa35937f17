// Nothing that is generated is committed, except what is listed here; that must be in step with its source.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** Committed file and the command that prints what it must hold. */
const committed: { file: string; print: string[] }[] = [{ file: 'deploy/keycloak/realm.json', print: ['deploy/keycloak/realm.ts', '--print'] }];

const tracked = execFileSync('git', ['ls-files', 'packages/contracts/src/chancery', 'packages/contracts/descriptors.binpb', '**/generated/**', '**/dist/**'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
const problems = tracked.map((file) => `${file} is generated and must not be committed`);
for (const { file, print } of committed) {
  const fresh = execFileSync('node', print, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (fresh.trim() !== readFileSync(join(root, file), 'utf8').trim()) problems.push(`${file} is not what \`node ${print.join(' ')}\` prints: generate it again`);
}
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length ? 1 : 0;

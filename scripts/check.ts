// `npm run check`: what must hold of the sources themselves. Each check is a command that can also be run alone.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const baseline = 'proto/released.binpb';
const checks: [name: string, command: string, args: string[]][] = [
  ['types', 'node', ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.json']],
  ['lint', 'eslint', ['.', '--max-warnings=0']],
  ['architecture', 'node', ['scripts/check-architecture.ts']],
  ['buf lint', 'buf', ['lint']],
  ...(existsSync(join(root, baseline)) ? ([['buf breaking', 'buf', ['breaking', '--against', baseline]]] as [string, string, string[]][]) : []),
  ['generated files', 'node', ['scripts/check-generated.ts']],
  ['events', 'node', ['scripts/check-events.ts']],
  ['glossary', 'node', ['scripts/check-glossary.ts']],
  ['row-level security', 'node', ['scripts/check-rls.ts']],
  ['rules', 'node', ['scripts/check-rules.ts']],
];

let failed = 0;
for (const [name, command, args] of checks) {
  const from = performance.now();
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`${done.status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  const last = done.stdout.trimEnd().split('\n').at(-1) ?? '';
  if (done.status === 0) {
    if (['rules', 'architecture', 'row-level security'].includes(name)) console.log(name === 'rules' ? done.stdout.trimEnd().split('\n').slice(-2).map((line) => `  ${line}`).join('\n') : `  ${last}`);
    continue;
  }
  failed += 1;
  console.log(done.stdout + done.stderr);
}
console.log(failed ? `${failed} checks failed` : 'all checks hold');
process.exitCode = failed ? 1 : 0;

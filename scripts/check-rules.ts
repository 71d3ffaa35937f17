// Which rules of docs/domain are proven by a test whose title begins with their id; fails when a promised one is not, or a title names an id that does not exist.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Rules of docs/domain/README.md with their priority: every table row that begins with an id. */
function statedRules(): Map<string, number> {
  const rules = new Map<string, number>();
  for (const line of read('docs/domain/README.md').split('\n')) {
    const row = /^\| ([A-Z]+-\d+) \|.*\| (\d) \|\s*$/.exec(line);
    if (row) rules.set(row[1]!, Number(row[2]));
  }
  return rules;
}

/** Operation lines of the truth table: every table row that begins with an OP id. */
function statedOperations(): Set<string> {
  return new Set([...read('docs/domain/approval-operations.md').matchAll(/^\| (OP-\d{3}) \|/gm)].map((row) => row[1]!));
}

/** Ids at the beginning of test titles: `test('[A-1][B-2] …')`, `it(…)`, `describe(…)` and scenario tables with `title: '[…]'`. */
function provenIds(): Map<string, string> {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.spec.ts', '*.e2e.ts', 'packages/approval/src/scenarios/*.ts'], { cwd: root, encoding: 'utf8' });
  const proven = new Map<string, string>();
  for (const file of files.split('\n').filter(Boolean))
    for (const title of read(file).matchAll(/(?:\b(?:test|it|describe|scenario)(?:\.each\([^)]*\))?\(\s*|\btitle:\s*)(['"`])((?:\[[A-Z]+-[A-Z]?\d+\]\s?)+)/g))
      for (const id of title[2]!.matchAll(/\[([^\]]+)\]/g)) proven.set(id[1]!, file);
  return proven;
}

/** Ids that earlier stages promised: they must never become unproven again. Ranges are by existing id (`OP-019..OP-056`). */
function promised(existing: string[]): string[] {
  const ids: string[] = [];
  for (const word of read('scripts/rules-promised.txt').replace(/#.*$/gm, '').split(/\s+/).filter(Boolean)) {
    const [from, to] = word.split('..');
    if (!to) ids.push(from!);
    else ids.push(...existing.filter((id) => id.split('-')[0] === from!.split('-')[0] && id >= from! && id <= to));
  }
  return ids;
}

const rules = statedRules();
const operations = statedOperations();
const proven = provenIds();
const existing = [...rules.keys(), ...operations].sort();
const problems: string[] = [];

for (const [id, file] of proven) if (!rules.has(id) && !operations.has(id)) problems.push(`${file}: no rule ${id} in docs/domain`);
for (const id of promised(existing)) {
  if (!rules.has(id) && !operations.has(id)) problems.push(`scripts/rules-promised.txt: no rule ${id} in docs/domain`);
  else if (!proven.has(id)) problems.push(`${id} is promised and no test title begins with it`);
}
if (process.argv.includes('--open')) for (const id of existing) if (!proven.has(id)) console.log(`open ${id}`);
for (const problem of problems) console.error(`✗ ${problem}`);

const open = [...rules].filter(([id]) => !proven.has(id));
const openOperations = [...operations].filter((id) => !proven.has(id));
console.log(`operations: ${operations.size - openOperations.length} proven, ${openOperations.length} open`);
console.log(`rules: ${rules.size - open.length} proven, ${open.length} open (priority 1: ${open.filter(([, priority]) => priority === 1).length} open)`);
process.exitCode = problems.length ? 1 : 0;

// Words of code are the glossary's (docs/domain/glossary.md): kinds and steps are those of flows.md, operations those of the truth table, and no forbidden synonym appears.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const problems: string[] = [];

// Kinds and their steps exist in flows.md.
const flows = read('docs/domain/flows.md');
const kinds = new Map<string, string>();
for (const section of flows.split(/^### /m).slice(1)) {
  const [heading = ''] = section.split('\n');
  for (const kind of heading.matchAll(/`([a-z-]+)`/g)) kinds.set(kind[1]!, section);
}
for (const service of readdirSync(join(root, 'services'))) {
  const matters = join('services', service, 'src/matters');
  if (!existsSync(join(root, matters))) continue;
  for (const kind of readdirSync(join(root, matters))) {
    const section = kinds.get(kind);
    if (!section) {
      problems.push(`${matters}/${kind}: flows.md knows no such kind`);
      continue;
    }
    const process = join(matters, kind, 'process.ts');
    if (!existsSync(join(root, process))) continue;
    for (const step of read(process).matchAll(/\b(?:decide|doing|awaiting)\('([a-z-]+)'/g))
      if (!section.includes(`\`${step[1]}\``)) problems.push(`${process}: flows.md knows no step ${step[1]} in ${kind}`);
  }
}

// One word for one thing: what the glossary calls otherwise.
const instead: [RegExp, string][] = [
  [/\b(workflow|Workflow)\b/, 'process'],
  [/\b(stamp register|sealRegister)\b/, 'seal use register'],
  [/\b(tenant_id|tenantId)\b/, 'company_id'],
  [/\b(approver)\b/i, 'signer or holder'],
  [/\b(reject)(ed|s)? (the )?(task|matter)\b/i, 'disagree or return'],
  [/\bledgers?\b/i, 'register'],
];
const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'packages/*.ts', 'services/*.ts', 'proto/chancery/*.proto', 'portal/src/*'], { cwd: root, encoding: 'utf8' });
for (const file of sources.split('\n').filter((name) => name && existsSync(join(root, name))))
  read(file)
    .split('\n')
    .forEach((line, at) => {
      for (const [pattern, word] of instead) if (pattern.test(line)) problems.push(`${file}:${at + 1}: the glossary says ${word}: ${line.trim().slice(0, 80)}`);
    });

for (const problem of problems) console.error(`✗ ${problem}`);
console.log(`glossary: ${kinds.size} kinds known, ${problems.length} problems`);
process.exitCode = problems.length ? 1 : 0;

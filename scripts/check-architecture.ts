// The tree keeps the rules of .dependency-cruiser.cjs; and each rule still bites: its seeded violation must fire (architecture §3).
import { cruise } from 'dependency-cruiser';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './root.ts';

const require = createRequire(import.meta.url);
const config = require('../.dependency-cruiser.cjs');

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

async function violations(paths: string[], baseDir: string): Promise<Violation[]> {
  const { output } = await cruise(paths, { ...config.options, tsConfig: undefined, ruleSet: { forbidden: config.forbidden }, validate: true, baseDir }, config.options.enhancedResolveOptions);
  return typeof output === 'string' ? [] : output.summary.violations;
}

let failed = 0;
for (const found of await violations(['packages', 'services', 'portal/src'], root)) {
  failed += 1;
  console.error(`✗ ${found.rule.name}: ${found.from} → ${found.to}`);
}
const seeds = join(root, 'scripts/architecture/seeds');
for (const { name } of config.forbidden as { name: string }[]) {
  const here = readdirSync(seeds).includes(name) ? await violations(['.'], join(seeds, name)) : [];
  if (here.some((one) => one.rule.name === name)) continue;
  failed += 1;
  console.error(`✗ rule ${name} does not fire on its seeded violation (scripts/architecture/seeds/${name})`);
}
console.log(`architecture: ${config.forbidden.length} rules, ${failed} violations`);
process.exitCode = failed ? 1 : 0;

// SEC-05 on the wire: an event's message carries ids, codes, amounts and hashes, never opinions or form text; a title only where it may be withheld.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

const banned = /\b(opinion|text|body|remark|content|entry|form|phone|address|id_card)\b\s*=\s*\d+/;
const problems: string[] = [];
const folder = join(root, 'proto/chancery');
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('events.proto')) continue;
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .forEach((line, at) => {
      if (banned.test(line)) problems.push(`proto/chancery/${name}:${at + 1}: an event may not carry ${line.trim()} (SEC-05)`);
      if (/google\.protobuf\.(Struct|Any|Value)/.test(line)) problems.push(`proto/chancery/${name}:${at + 1}: an event has named fields only (SEC-05)`);
    });
}
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length ? 1 : 0;

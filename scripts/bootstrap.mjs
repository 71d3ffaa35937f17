// The only script that runs before anything is installed: plain JavaScript for whatever Node runs npm (20 or newer).
// It installs what is missing, generates, builds, and then runs the named task on the pinned Node of node_modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const [task, ...rest] = process.argv.slice(2);

const env = {
  ...process.env,
  PATH: `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
  // Prisma's client needs no native engine; its installer must not try to download one.
  PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? '/bin/true',
  PRISMA_SKIP_POSTINSTALL_GENERATE: '1',
  CHECKPOINT_DISABLE: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
};

/** Runs a command; when it fails says what failed and what to do, and ends. */
function run(command, args, { hint, quiet = false } = {}) {
  const done = spawnSync(command, args, { cwd: root, env, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
  if (done.status === 0) return;
  if (quiet) process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}`);
  if (hint) console.error(`\n✗ ${command} ${args.join(' ')} failed. ${hint}`);
  process.exit(done.status ?? 1);
}

function install() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const stamp = join(root, 'node_modules', '.chancery-lock');
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log('Installing packages (once, about a minute) …');
  // Not `npm ci`: the lock file has the optional binaries of the platforms that the registry at hand served, and `ci` wants those of all.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    quiet: true,
    hint: 'Is the npm registry reachable? Set your registry with `npm config set registry …` and run this again.',
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function build() {
  run('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped'], {
    quiet: true,
    hint: 'The sources do not build: `npm run types` shows where.',
  });
}

const tasks = {
  start: () => (build(), run('node', ['scripts/start.ts', ...rest])),
  token: () => run('node', ['scripts/token.ts', ...rest]),
  test: () => (run('turbo', ['run', 'generate', '--output-logs=errors-only'], { quiet: true }), run('node', ['scripts/test.ts', ...rest])),
  check: () => (build(), run('node', ['scripts/check.ts', ...rest])),
  bench: () => (build(), run('node', ['scripts/bench.ts', ...rest])),
  e2e: () => (build(), run('node', ['scripts/e2e.ts', ...rest])),
};

if (!tasks[task]) {
  console.error(`Unknown task ${task}. Known: ${Object.keys(tasks).join(', ')}.`);
  process.exit(2);
}
install();
tasks[task]();

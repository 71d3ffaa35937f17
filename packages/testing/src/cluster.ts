import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startPostgres } from '@chancery/embedded';
import type { Admin } from '@chancery/service';

const PACKAGE = resolve(__dirname, '..');
const FOLDER = join(tmpdir(), `chancery-test-${createHash('sha256').update(PACKAGE).digest('hex').slice(0, 12)}`);
const LOCK_WITHIN = 90_000;

// Nothing of a test outlives the machine: what only guards against a crash of it is off.
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '192MB',
  max_connections: '300',
  shared_preload_libraries: 'pg_stat_statements',
};

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** One process at a time starts or ends the server; a lock whose process is gone is taken over. */
async function locked<T>(work: () => Promise<T>): Promise<T> {
  const lock = join(FOLDER, 'lock');
  mkdirSync(FOLDER, { recursive: true, mode: 0o755 });
  for (const until = Date.now() + LOCK_WITHIN; ; await sleep(50)) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const pid = Number(existsSync(join(lock, 'pid')) ? readFileSync(join(lock, 'pid'), 'utf8') : 0);
      if ((pid && !alive(pid)) || Date.now() > until) rmSync(lock, { recursive: true, force: true });
    }
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

export interface Cluster {
  admin: Admin;
  /** Where the passwords of the roles are kept. */
  secrets: string;
}

let started: Promise<Cluster> | undefined;

/**
 * The one PostgreSQL of all test processes of this checkout, started by the first that asks. It ends some seconds after the last of
 * them has gone, also when that was killed.
 */
export function cluster(): Promise<Cluster> {
  started ??= locked(async () => {
    const users = join(FOLDER, 'users');
    mkdirSync(users, { recursive: true });
    writeFileSync(join(users, String(process.pid)), '');
    const server = await startPostgres({ dir: FOLDER, detached: true, settings: SETTINGS });
    keep(server.pid);
    const { host, port, user, password } = server;
    return { admin: { host, port, user, password }, secrets: join(FOLDER, 'secrets') };
  });
  return started;
}

function keep(server: number): void {
  const note = join(FOLDER, 'keeper');
  const [keeper, of] = existsSync(note) ? readFileSync(note, 'utf8').split(' ').map(Number) : [];
  if (keeper && of === server && alive(keeper)) return;
  const child = spawn(process.execPath, [join(PACKAGE, 'keeper.cjs'), FOLDER, String(server)], { detached: true, stdio: 'ignore' });
  child.unref();
  writeFileSync(note, `${child.pid} ${server}`);
}

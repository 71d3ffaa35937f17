import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { account, binaries, type Account } from './binaries';
import { placeIn, type Place } from './place';
import { alive, end, running } from './running';

const run = promisify(execFile);
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export interface PostgresOptions {
  /** Folder of the server; its data, socket and the superuser's password lie below it. */
  dir: string;
  /** TCP port on 127.0.0.1. Absent: unix socket only, a third cheaper (engine.md §4). */
  port?: number;
  /** Server settings over the tuned ones. */
  settings?: Record<string, string>;
  /** The server outlives this process: whoever asks for it must see to its end. */
  detached?: boolean;
}

export interface RunningPostgres {
  /** Folder of the unix socket, or 127.0.0.1. */
  host: string;
  port: number;
  user: string;
  password: string;
  pid: number;
  /** Clean shutdown: everything committed is on disk. Safe to call twice. */
  stop(): Promise<void>;
}

const USER = 'postgres';
const SOCKET_PORT = 5432;
const READY_WITHIN = 60_000;

// engine.md §2: full pages and fsync stay on; checkpoints are rare, because each makes the next writes dearer.
const TUNED: Record<string, string> = {
  shared_buffers: '256MB',
  max_connections: '200',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] %u@%d ',
};

/**
 * Starts a real PostgreSQL (embedded profile and tests): makes the cluster at first use (4–5 s), later 0.3 s. A server that
 * outlived a killed parent is taken over; a stale lock file is removed.
 *
 * @throws Error with the tail of the server's log when it does not become ready.
 * @example const server = await startPostgres({ dir: join(home, 'postgres') }); … await server.stop();
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const as = await account();
  const bin = await binaries(as);
  const place = await placeIn(options.dir, as);
  const port = options.port ?? SOCKET_PORT;
  if (!existsSync(join(place.data, 'PG_VERSION'))) await initialise(bin, place, as);
  const there = await running(place.data);
  const taken = there && there.port === port;
  if (there && !taken) await end(there.pid);
  const host = options.port ? '127.0.0.1' : place.socket;
  const start = async (): Promise<number> => {
    const started = await launch(bin, place, as, options, port);
    await ready({ host, port, password: place.password }, started, place.log);
    return started;
  };
  const pid = taken ? there.pid : await patiently(start);
  if (taken) await ready({ host, port, password: place.password }, pid, place.log);
  const stop = async (): Promise<void> => {
    process.off('exit', abandon);
    await end(pid);
  };
  const abandon = (): void => {
    if (alive(pid)) process.kill(pid, 'SIGINT');
  };
  if (!options.detached) process.on('exit', abandon);
  return { host, port, user: USER, password: place.password, pid, stop };
}

/** Backends of a killed server need a moment to notice it; until then its shared memory is in use. */
async function patiently<T>(start: () => Promise<T>, times = 20): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (times === 0 || !/shared memory block|could not bind|Address already in use/.test((error as Error).message)) throw error;
    await sleep(250);
    return patiently(start, times - 1);
  }
}

/** Made beside its place and moved there when whole: a kill in between leaves nothing half made. */
async function initialise(bin: string, place: Place, as: Account | undefined): Promise<void> {
  const part = `${place.data}.part`;
  const file = join(place.socket, 'password');
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { mode: 0o700 });
  if (as) await chown(part, as.uid, as.gid);
  await writeFile(file, `${place.password}\n`, { mode: 0o644 });
  try {
    const words = ['--pgdata', part, '--username', USER, '--pwfile', file, '--auth', 'scram-sha-256', '--encoding', 'UTF8', '--data-checksums', '--no-instructions'];
    await run(join(bin, 'initdb'), [...words, '--locale-provider', 'builtin', '--locale', 'C.UTF-8', '--lc-messages', 'C'], { ...as, cwd: part, env: { ...process.env, LC_ALL: 'C' } });
    await rm(place.data, { recursive: true, force: true });
    await rename(part, place.data);
  } finally {
    await rm(file, { force: true });
  }
}

async function launch(bin: string, place: Place, as: Account | undefined, options: PostgresOptions, port: number): Promise<number> {
  const settings = { ...TUNED, listen_addresses: options.port ? '127.0.0.1' : '', unix_socket_directories: place.socket, unix_socket_permissions: '0700', ...options.settings };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = await open(place.log, 'a', 0o600);
  try {
    const child = spawn(join(bin, 'postgres'), ['-D', place.data, '-p', String(port), ...words], {
      ...as,
      cwd: place.data,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', log.fd, log.fd],
      // Its own process group: Ctrl-C at the terminal ends us, and we end the server in order.
      detached: true,
    });
    await new Promise<void>((done, failed) => child.once('spawn', done).once('error', failed));
    child.unref();
    if (!child.pid) throw new Error('PostgreSQL did not start');
    return child.pid;
  } finally {
    await log.close();
  }
}

async function ready(at: { host: string; port: number; password: string }, pid: number, log: string): Promise<void> {
  for (const until = Date.now() + READY_WITHIN; ; await sleep(25)) {
    const client = new pg.Client({ ...at, user: USER, database: 'postgres' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (alive(pid) && Date.now() < until) continue;
      const tail = (await readFile(log, 'utf8').catch(() => '')).split('\n').slice(-12).join('\n');
      throw new Error(`PostgreSQL did not become ready: ${(error as Error).message}\n${tail}`, { cause: error });
    }
  }
}

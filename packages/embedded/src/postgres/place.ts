import { createHash, randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Account } from './binaries';

/** Where one server lives. */
export interface Place {
  /** Cluster files (PGDATA). */
  data: string;
  /** Folder of the unix socket. */
  socket: string;
  password: string;
  log: string;
}

// sockaddr_un holds 107 bytes; the server adds `/.s.PGSQL.65432.lock`.
const SOCKET_AT_MOST = 85;

/** Reads the superuser's password, or makes one at first use; readable to the owner alone. */
async function keptPassword(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    const password = randomBytes(24).toString('base64url');
    await writeFile(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
    return password;
  }
}

/** Can the account walk to the folder: each parent must let it through. */
async function reaches(dir: string, as: Account): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn('/bin/sh', ['-c', 'cd "$0"', dir], { ...as, stdio: 'ignore', cwd: '/' });
    child.once('error', () => done(false)).once('exit', (code) => done(code === 0));
  });
}

/** Temporary homes are made shut (0700); what lies in them is shut by itself, so others may walk through, and nothing is left elsewhere. */
async function letThrough(dir: string): Promise<void> {
  const top = resolve(tmpdir());
  for (let one = dirname(dir); one.startsWith(`${top}/`); one = dirname(one)) {
    const { mode, uid } = await stat(one);
    if (uid === process.getuid?.() && !(mode & 0o001)) await chmod(one, (mode & 0o7777) | 0o001);
  }
}

/** Data of a home that the server's account cannot reach (below `/root`) lies beside the system's other data, named by the home. */
async function reachable(dir: string, as: Account): Promise<string> {
  await chown(dir, as.uid, as.gid);
  await letThrough(dir);
  if (await reaches(dir, as)) return dir;
  const elsewhere = join('/var/lib', `chancery-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`);
  await mkdir(elsewhere, { recursive: true, mode: 0o755 });
  return elsewhere;
}

/** Makes the folders of a server below `dir` and finds a socket folder short enough for the system. */
export async function placeIn(given: string, as: Account | undefined): Promise<Place> {
  const dir = resolve(given);
  await mkdir(dir, { recursive: true, mode: 0o755 });
  const password = await keptPassword(join(dir, 'superuser'));
  const home = as ? await reachable(dir, as) : dir;
  const data = join(home, 'data');
  await mkdir(data, { recursive: true, mode: 0o700 });
  const socket = await socketIn(home);
  for (const one of as ? [data, socket] : []) await chown(one, as?.uid ?? 0, as?.gid ?? 0);
  return { data, socket, password, log: join(home, 'server.log') };
}

async function socketIn(home: string): Promise<string> {
  const own = join(home, 'socket');
  if (Buffer.byteLength(own) <= SOCKET_AT_MOST) {
    await mkdir(own, { recursive: true, mode: 0o700 });
    return own;
  }
  const pointer = join(home, 'socket-at');
  const known = await readFile(pointer, 'utf8').catch(() => '');
  if (known && (await stat(known).catch(() => undefined))?.isDirectory()) return known;
  const short = await mkdtemp(join(tmpdir(), 'chancery-'));
  await chmod(short, 0o700);
  await rm(pointer, { force: true });
  await writeFile(pointer, short, { mode: 0o600 });
  return short;
}

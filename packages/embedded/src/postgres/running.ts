import { execFile } from 'node:child_process';
import { readFile, readlink, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Is the process a PostgreSQL server of this very folder? A number is given again after a crash or in a new container. */
async function servesHere(pid: number, data: string): Promise<boolean> {
  if (!alive(pid)) return false;
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === data && /postgres/.test(basename((await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')[0] ?? ''));
  } catch {
    const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
    return stdout.includes('postgres') && stdout.includes(data);
  }
}

/**
 * The pid of a server that already runs in the folder, as one that outlived a killed parent. A stale lock file, whose process is
 * gone or is some other program now, is removed.
 */
export async function running(data: string): Promise<{ pid: number; port: number } | undefined> {
  const file = join(data, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!pid) return undefined;
  if (await servesHere(pid, data)) return { pid, port: Number(lines[3]) };
  await rm(file, { force: true });
  return undefined;
}

/** Ends the server: clients are disconnected, everything is written (fast shutdown). After half a minute it is ended at once. */
export async function end(pid: number): Promise<void> {
  if (!alive(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; alive(pid); waited += 20) {
    if (waited === 30_000) process.kill(pid, 'SIGQUIT');
    await sleep(20);
  }
}

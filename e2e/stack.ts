import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** A stack of its own: `npm start`'s own script in a fresh folder on free ports. It can be killed (-9) and started again on the same data. */
export class Stack {
  private child?: ChildProcess;
  private output = '';

  private constructor(
    readonly home: string,
    readonly port: number,
  ) {}

  static async create(): Promise<Stack> {
    const home = mkdtempSync(join(tmpdir(), 'chancery-e2e-'));
    chmodSync(home, 0o711);
    return new Stack(home, await freePorts(8));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts it and waits until everything is ready. @throws Error with the last output when it is not ready in time. */
  async start(seconds = 120): Promise<this> {
    this.output = '';
    const child = spawn('node', ['--no-warnings', join(root, 'scripts/start.ts')], {
      cwd: root,
      env: { ...process.env, CHANCERY_HOME: this.home, CHANCERY_PORT: String(this.port), CHANCERY_LOG: process.env.CHANCERY_LOG ?? 'warn' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.child = child;
    child.stdout.on('data', (text) => (this.output = (this.output + text).slice(-20_000)));
    child.stderr.on('data', (text) => (this.output = (this.output + text).slice(-20_000)));
    const until = Date.now() + seconds * 1000;
    while (Date.now() < until) {
      if (child.exitCode !== null) break;
      if (await ready(this.url)) return this;
      await sleep(200);
    }
    throw new Error(`the stack is not ready:\n${this.output}`);
  }

  /** kill -9 of the process that runs all services; PostgreSQL is left to recover by itself. */
  kill(): void {
    if (this.child?.pid) process.kill(this.child.pid, 'SIGKILL');
    this.child = undefined;
  }

  /** Orderly stop, as Ctrl-C. */
  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(child.pid!, 'SIGTERM');
    await Promise.race([ended, sleep(20_000)]);
    if (child.exitCode === null) process.kill(child.pid!, 'SIGKILL');
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  get log(): string {
    return this.output;
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function ready(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/** The first of `count` neighbouring ports that are all free. */
async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 20_000);
    const free = await Promise.all(Array.from({ length: count }, (_, n) => isFree(first + n)));
    if (free.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

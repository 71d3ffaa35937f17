import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const root = join(import.meta.dirname, '..', '..');
/** Key of the lock that the leading relay holds (packages/service/src/events/relay.ts): whoever has it decides whether events leave the outbox. */
const RELAY_LEADER = 7_241_827;

/** The measured stack: what `npm start` starts, as a process of its own in a folder of its own. */
export class Stack {
  private child?: ChildProcess;
  private output = '';
  private leader?: pg.Client;
  private server?: number;
  readonly home = mkdtempSync(join(tmpdir(), 'chancery-bench-'));
  readonly port: number;

  constructor(port: number) {
    this.port = port;
    chmodSync(this.home, 0o711);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get identity(): string {
    return `http://127.0.0.1:${this.port + 1}`;
  }

  /** Process of gateway, identity provider and all services. */
  get pid(): number {
    return this.child!.pid!;
  }

  /** Starts it and answers after how many seconds everything was ready. @throws Error with the last output. */
  async start(): Promise<number> {
    const from = performance.now();
    this.output = '';
    const child = spawn(process.execPath, ['--no-warnings', ...(process.env.CHANCERY_BENCH_NODE ?? '').split(' ').filter(Boolean), join(root, 'scripts/start.ts')], {
      cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CHANCERY_HOME: this.home, CHANCERY_PORT: String(this.port), CHANCERY_LOG: 'error', CHANCERY_PER_MINUTE: '1000000000' },
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (this.output = (this.output + text).slice(-20_000)));
    for (let turn = 0; turn < 2400 && child.exitCode === null; turn += 1) {
      if (await fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false)) {
        this.server = this.postmaster;
        return (performance.now() - from) / 1000;
      }
      await sleep(50);
    }
    throw new Error(`the measured stack is not ready:\n${this.output}`);
  }

  async stop(): Promise<void> {
    await this.leader?.end().catch(() => undefined);
    this.leader = undefined;
    const { child, server } = this;
    this.child = this.server = undefined;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const over = (): boolean => child.exitCode !== null || child.signalCode !== null;
    if (!over()) child.kill('SIGTERM');
    if (!over()) await Promise.race([ended, sleep(30_000, undefined, { ref: false })]);
    if (!over()) child.kill('SIGKILL');
    // A server that outlived its parent is ended here: it was ours.
    for (let turn = 0; server && alive(server) && turn < 200; turn += 1) {
      process.kill(server, turn < 100 ? 'SIGINT' : 'SIGQUIT');
      await sleep(50);
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  private connection(database: string): pg.ClientConfig {
    const password = readFileSync(join(this.home, 'postgres', 'superuser'), 'utf8').trim();
    const [, , , port = '', socket = ''] = this.lines();
    return { host: socket, port: Number(port), user: 'postgres', password, database };
  }

  /** The server's pid file: pid, data, start, port, socket folder. */
  private lines(): string[] {
    return readFileSync(join(this.home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n').map((line) => line.trim());
  }

  get postmaster(): number {
    return Number(this.lines()[0]);
  }

  /** A connection as the server's administrator. */
  async admin(database: string): Promise<pg.Client> {
    const client = new pg.Client({ ...this.connection(database), application_name: 'bench' });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Where the documents service's own role finds the server. */
  address(): { host: string; port: number } {
    const { host, port } = this.connection('postgres');
    return { host: host!, port: port! };
  }

  /** `hold`: what the documents service states stays in its outbox, because the benchmark has the relay's lock; `free`: relay, bus, projection run. */
  async events(state: 'hold' | 'free'): Promise<void> {
    if (state === 'free') {
      await this.leader?.end();
      this.leader = undefined;
    } else if (!this.leader) {
      this.leader = await this.admin('chancery_docs');
      const locked = this.leader.query('SELECT pg_advisory_lock($1)', [RELAY_LEADER]);
      const other = await this.admin('chancery_docs');
      await other.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'docs relay'");
      await other.end();
      await locked;
    }
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

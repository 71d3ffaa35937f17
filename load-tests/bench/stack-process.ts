import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Admin } from '@chancery/service';

/** The measured stack as the benchmark sees it from outside. */
export interface MeasuredStack {
  home: string;
  url: string;
  identity: string;
  admin: Admin;
  /** Process of gateway and services; the benchmark's own CPU is not theirs. */
  pid: number;
  postmaster: number;
  /** `hold`: what the documents service states stays in its outbox; `free`: relay, bus and projection run. */
  events(state: 'hold' | 'free'): Promise<void>;
  stop(): Promise<void>;
}

const answerOf = <T>(child: ChildProcess, name: string): Promise<T> =>
  new Promise((resolve, reject) => {
    const heard = (message: Record<string, T>): void => {
      if (!(name in message)) return;
      child.off('message', heard);
      resolve(message[name]!);
    };
    child.on('message', heard);
    child.once('exit', (code) => reject(new Error(`the measured stack ended with ${code}`)));
  });

export async function startStack(port: number): Promise<MeasuredStack> {
  const home = await mkdtemp(join(tmpdir(), 'chancery-bench-'));
  const child = fork(join(import.meta.dirname, 'stack.ts'), {
    execArgv: ['--no-warnings'], env: { ...process.env, BENCH_HOME: home, BENCH_PORT: String(port) }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { admin, postmaster } = await answerOf<{ admin: Admin; postmaster: number }>(child, 'ready');
  return {
    home, url: `http://127.0.0.1:${port}`, identity: `http://127.0.0.1:${port + 1}`, admin, pid: child.pid!, postmaster,
    events: async (state) => {
      const did = answerOf(child, 'did');
      child.send({ events: state });
      await did;
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(patience);
      // The server outlives nobody: it is ours.
      await stopServer(postmaster);
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function stopServer(pid: number): Promise<void> {
  const alive = (): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  if (alive()) process.kill(pid, 'SIGINT');
  for (let turn = 0; turn < 100 && alive(); turn += 1) await new Promise((done) => setTimeout(done, 50));
}

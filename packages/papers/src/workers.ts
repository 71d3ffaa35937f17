import { fork, type ChildProcess } from 'node:child_process';
import { extname, join } from 'node:path';
import { Refusal } from '@chancery/domain';
import type { Answer, Done, Job } from './jobs';

interface Waiting {
  job: Job;
  resolve(done: Done): void;
  reject(error: Error): void;
}

export interface WorkersOptions {
  fonts: string[];
  workers: number;
  idleMs: number;
  timeLimitMs: number;
}

const nowhere = join(__dirname, 'nowhere');

/**
 * 排版进程 — processes that start with the first job and end after `idleMs` without one. Processes, not threads: a thread leaves 110 to 200 MB of
 * the typesetter's memory behind when it ends, and a fault in native code would take the service along. Their workspace does not exist, so a template reads no file; text and images are sent.
 */
export function startWorkers({ fonts, workers, idleMs, timeLimitMs }: WorkersOptions) {
  const queue: Waiting[] = [];
  const seats: { worker?: ChildProcess; current?: Waiting; idle?: NodeJS.Timeout; limit?: NodeJS.Timeout }[] = Array.from({ length: workers }, () => ({}));
  let closed = false;
  let lastId = 0;

  const start = (seat: (typeof seats)[number]): ChildProcess => {
    const worker = fork(join(__dirname, `typesetter${extname(__filename)}`), [nowhere, ...fonts], {
      serialization: 'advanced', execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'], env: {},
    });
    worker.on('message', (answer: Answer) => {
      const { current } = seat;
      if (!current || current.job.id !== answer.id) return;
      free(seat);
      if ('failed' in answer) current.reject(new Error(`Typesetting failed: ${answer.failed}`));
      else current.resolve(answer);
      next();
    });
    const gone = (error: Error) => {
      if (seat.worker !== worker) return;
      const { current } = seat;
      free(seat);
      clearTimeout(seat.idle);
      seat.worker = undefined;
      current?.reject(error);
      next();
    };
    worker.on('error', (error: Error) => gone(error));
    worker.on('exit', (code, signal) => gone(new Error(`The typesetting process ended with ${code ?? signal}`)));
    seat.worker = worker;
    return worker;
  };

  const free = (seat: (typeof seats)[number]): void => {
    clearTimeout(seat.limit);
    seat.current = undefined;
    seat.worker?.unref();
    seat.worker?.channel?.unref();
    seat.idle = setTimeout(() => end(seat), idleMs);
    seat.idle.unref();
  };

  const end = (seat: (typeof seats)[number]): Promise<void> | undefined => {
    const { worker } = seat;
    clearTimeout(seat.idle);
    clearTimeout(seat.limit);
    seat.worker = undefined;
    if (!worker || worker.exitCode !== null || worker.signalCode !== null) return undefined;
    return new Promise((resolve) => {
      worker.once('exit', () => resolve());
      worker.ref();
      worker.kill('SIGKILL');
    });
  };

  const next = (): void => {
    // A running process is preferred to starting one more.
    const seat = seats.find((each) => each.worker && !each.current) ?? seats.find((each) => !each.worker && !each.current);
    const waiting = seat && !closed ? queue.shift() : undefined;
    if (!seat || !waiting) return;
    const worker = seat.worker ?? start(seat);
    clearTimeout(seat.idle);
    seat.current = waiting;
    worker.ref();
    worker.channel?.ref();
    seat.limit = setTimeout(() => {
      seat.current = undefined;
      void end(seat);
      waiting.reject(new Refusal('busy', 'typesetting-too-slow', { zh: '排版超时，请稍后再试', en: 'Typesetting took too long; try again' }, { retryAfter: 10 }));
      next();
    }, timeLimitMs);
    worker.send(waiting.job);
  };

  return {
    run(job: Omit<Job, 'id'>): Promise<Done> {
      if (closed) return Promise.reject(new Error('The typesetter is closed'));
      return new Promise((resolve, reject) => {
        lastId += 1;
        queue.push({ job: { ...job, id: lastId }, resolve, reject });
        next();
      });
    },
    /** Processes that are up now. */
    running: () => seats.filter((seat) => seat.worker).length,
    async close(): Promise<void> {
      closed = true;
      const stopped = new Refusal('busy', 'stopping', { zh: '系统正在停止', en: 'The system is stopping' }, { retryAfter: 10 });
      for (const waiting of [...queue.splice(0), ...seats.flatMap((seat) => seat.current ?? [])]) waiting.reject(stopped);
      await Promise.all(seats.map((seat) => end(seat)));
    },
  };
}

// `npm run -s bench -- --json [--quick]`: what a decision costs on this machine through the gateway (load-tests/README.md).
import { availableParallelism, cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ceiling, passwordIn } from './ceiling.ts';
import { Client } from './client.ts';
import { clone } from './clone.ts';
import { count } from './counts.ts';
import { memoryOf } from './cpu.ts';
import { drain, measure, measureInbox, openMany, rounded, type Run } from './measure.ts';
import { castOf } from './people.ts';
import { headline, told, type Report } from './report.ts';
import { Stack } from './stack.ts';

const words = process.argv.slice(2);
const [json, quick] = [words.includes('--json'), words.includes('--quick')];
// 8 in flight last: the ceiling with as many follows at once.
const LANES = quick ? [8] : [1, 32, 8];
const SMALL = quick ? 200 : 1_000;
const LARGE = quick ? { finished: 5_000, open: 1_000 } : { finished: 100_000, open: 20_000 };
const AT_REST = 60;
const approvals = (lanes: number): number => (quick ? 60 : lanes === 1 ? 100 : 300);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function bench(stack: Stack): Promise<Report> {
  const from = performance.now();
  const loadBefore = rounded(loadavg()[0]!, 2);
  say('starting the stack of `npm start` in a folder of its own, twice …');
  const firstSeconds = rounded(await stack.start(), 1);
  await stack.stop();
  const secondSeconds = rounded(await stack.start(), 1);
  let memory: Report['memory'];
  if (!quick) {
    say(`resting for ${AT_REST} s …`);
    await sleep(AT_REST * 1000);
    memory = { ...memoryOf(stack.pid), atRestSeconds: AT_REST };
  }
  const client = new Client(stack, castOf(), 32);
  try {
    await client.signIn();
    // Templates of the filling: one that was refused at its last decision, one that waits for its first.
    const [finished, open] = await openMany(client, 2);
    await client.decide(await client.decide(await client.decide(finished!)), 'disagree');
    await drain(stack, Number(open!.position));

    const [decision, system, inbox]: [Run[], Run[], Report['inbox']['runs']] = [[], [], []];
    const measured = async (matters: string): Promise<void> => {
      for (const lanes of LANES)
        for (const [mode, list] of [['system', system], ['decision', decision]] as const) {
          const run = await measure(stack, client, { mode, lanes, count: approvals(lanes), matters });
          say(`${matters}, ${lanes} in flight, ${mode}: ${run.perSecond}/s, Node ${run.nodeCpuMs} ms, PostgreSQL ${run.pgCpuMs} ms, p50 ${run.p50Ms} ms, p99 ${run.p99Ms} ms`);
          list.push(run);
        }
    };
    const looked = async (matters: string): Promise<unknown> => inbox.push({ matters, ...(await measureInbox(client, quick ? 60 : 400)) });

    await clone(stack, { template: open!.id, count: SMALL, open: true });
    await measured(`${SMALL} open`);
    await looked(`${SMALL} open`);
    say(`filling with ${LARGE.finished} finished and ${LARGE.open} open matters …`);
    await clone(stack, { template: finished!.id, count: LARGE.finished, open: false });
    await clone(stack, { template: open!.id, count: LARGE.open - SMALL, open: true });
    const large = `${LARGE.finished} finished, ${LARGE.open} open`;
    await looked(large);
    await measured(large);
    say('the ceiling: the same statements by a minimal client …');
    const top = await ceiling(stack, client, await passwordIn(stack), { lanes: 8, count: quick ? 60 : 300 });
    say('counting statements, rows and log …');
    const counts = await count(stack, client, quick ? 20 : 100);

    const head = headline(decision);
    return {
      decision: { ...counts, ...head, runs: decision },
      system: { ...headline(system), runs: system },
      inbox: { ...inbox.at(-1)!, runs: inbox },
      ceiling: top,
      ratio: rounded(top.pgCpuMs / head.pgCpuMs),
      start: { firstSeconds, secondSeconds },
      ...(memory ? { memory } : {}),
      conditions: {
        approval: 'important outgoing document: review, read, sign; sign writes a register line', node: process.version,
        nodeCpu: 'one process: gateway, identity provider and all services', pgCpu: 'decision and ceiling: sessions of docs_app and auxiliary processes; system: all processes of the server',
        fullPageWrites: 'on for times and CPU, off while log is counted', tracing: 'off', client: 'on the same processors',
        cpus: availableParallelism(), cpu: cpus()[0]?.model ?? '', loadBefore, loadAfter: rounded(loadavg()[0]!, 2), seconds: Math.round((performance.now() - from) / 1000), quick,
      },
    };
  } finally {
    await client.close().catch(() => undefined);
  }
}

const stack = new Stack(Number(process.env.CHANCERY_BENCH_PORT ?? 9900));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stack.remove().finally(() => process.exit(1)));
try {
  const report = await bench(stack);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : told(report));
} finally {
  await stack.remove();
}

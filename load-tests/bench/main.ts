// `npm run -s bench -- --json [--quick]`: what a decision costs, measured on this machine through the gateway (engine.md has the aims).
import { availableParallelism, cpus, loadavg } from 'node:os';
import { ceiling } from './ceiling.ts';
import { Client } from './client.ts';
import { count } from './counts.ts';
import { approve, drain, measure, measureInbox, openMany, rounded, type Run } from './measure.ts';
import { castOf } from './people.ts';
import { fill } from './rows.ts';
import { startStack } from './stack-process.ts';

const words = process.argv.slice(2);
const json = words.includes('--json');
const quick = words.includes('--quick');
const lanes = [1, 8, 32];
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const approvals = (inFlight: number): number => (quick ? 40 : inFlight === 1 ? 150 : 500);
const LARGE = quick ? { finished: 5_000, open: 1_000 } : { finished: 100_000, open: 20_000 };

/** The figures that the aims speak of: 8 in flight, on the large database; the other runs stand beside them. */
function headline(runs: Run[]): Omit<Run, 'decisions'> {
  const { decisions: _, ...run } = runs.filter((one) => one.inFlight === 8).at(-1)!;
  return run;
}

const from = performance.now();
say('starting PostgreSQL, identity, directory, documents, workbench and gateway …');
const stack = await startStack(Number(process.env.BENCH_PORT ?? 9200));
const client = new Client(stack, castOf(), 32);
try {
  await client.signIn();
  // Templates of the filling: one that is finished, one that waits for its first decision. The inbox has to know the open one.
  await stack.events('free');
  const [finished, open] = await openMany(client, 2);
  await approve(client, [finished!], 1);
  await drain(stack);

  const decision: Run[] = [];
  const system: Run[] = [];
  const inbox: { matters: string; p50Ms: number; p99Ms: number }[] = [];
  const measured = async (matters: string): Promise<void> => {
    for (const inFlight of lanes)
      for (const [mode, list] of [['decision', decision], ['system', system]] as const) {
        const run = await measure(stack, client, { mode, lanes: inFlight, count: approvals(inFlight), matters });
        say(`${matters}, ${inFlight} in flight, ${mode}: ${run.perSecond}/s, node ${run.nodeCpuMs} ms, PostgreSQL ${run.pgCpuMs} ms, p50 ${run.p50Ms} ms, p99 ${run.p99Ms} ms`);
        list.push(run);
      }
    inbox.push({ matters, ...(await measureInbox(client, quick ? 60 : 400)) });
  };

  const small = quick ? 200 : 1000;
  await fill(stack, client.cast, { template: open!.id, count: small, open: true });
  await measured(`${small} open`);
  say(`filling with ${LARGE.finished} finished and ${LARGE.open} open matters …`);
  await fill(stack, client.cast, { template: finished!.id, count: LARGE.finished, open: false });
  await fill(stack, client.cast, { template: open!.id, count: LARGE.open - small, open: true });
  await measured(`${LARGE.finished} finished, ${LARGE.open} open`);
  const counts = await count(stack, client, quick ? 20 : 100);
  await drain(stack);
  await stack.events('hold');
  const top = await ceiling(stack, client, { lanes: 8, count: quick ? 150 : 1500 });

  const head = headline(decision);
  const result = {
    decision: { ...counts, ...head, runs: decision },
    system: { ...headline(system), runs: system },
    inbox: { ...inbox.at(-1)!, runs: inbox },
    ceiling: top,
    ratio: rounded(top.pgCpuMs / head.pgCpuMs),
    machine: { cpus: availableParallelism(), model: cpus()[0]?.model ?? '', load: rounded(loadavg()[0]!, 2), node: process.version, seconds: Math.round((performance.now() - from) / 1000), quick },
  };
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${JSON.stringify(result, undefined, 2)}\n`);
} finally {
  await client.close().catch(() => undefined);
  await stack.stop();
}

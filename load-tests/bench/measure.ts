import { build } from 'hdr-histogram-js';
import type pg from 'pg';
import { inFlight, type Client, type Opened } from './client.ts';
import { cpuOf, Meter, serverPids } from './cpu.ts';
import { adminOf } from './rows.ts';
import type { MeasuredStack } from './stack-process.ts';

export interface Run {
  matters: string;
  inFlight: number;
  decisions: number;
  perSecond: number;
  nodeCpuMs: number;
  pgCpuMs: number;
  p50Ms: number;
  p99Ms: number;
}

export const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export async function openMany(client: Client, count: number): Promise<Opened[]> {
  const opened: Opened[] = [];
  await inFlight(Array.from({ length: count }, (_, at) => at), 8, async (at) => void opened.push(await client.open(`关于第${at + 1}号事项的通知`)));
  return opened;
}

/** Three decisions on each matter, so many matters at a time. */
export async function approve(client: Client, matters: Opened[], lanes: number, note?: (ms: number, matter: Opened & { position?: number }) => void): Promise<void> {
  await inFlight(matters, lanes, async (matter) => {
    for (let at: Opened = matter; at.tasks.some((one) => one.state === 'open'); ) {
      const from = performance.now();
      at = await client.decide(at);
      note?.(performance.now() - from, at);
    }
  });
}

/** Nothing lies in the outbox, and the inbox has heard the last event. */
async function projected(docs: pg.Client, workbench: pg.Client, position: number): Promise<void> {
  for (let turn = 0; turn < 3000; turn += 1) {
    const { rows } = await docs.query<{ left: boolean }>('SELECT EXISTS (SELECT FROM kit.outbox) AS left');
    const seen = await workbench.query<{ position: string }>("SELECT position FROM seen_position WHERE service = 'docs'");
    if (!rows[0]!.left && Number(seen.rows[0]?.position ?? 0) >= position) return;
    await sleep(20);
  }
  throw new Error('the events did not arrive at the inbox');
}

/** Lets what lies in the outbox go, so that it is not counted with the next run. */
export async function drain(stack: MeasuredStack): Promise<void> {
  const docs = await adminOf(stack, 'chancery_docs');
  await stack.events('free');
  for (let turn = 0; turn < 6000; turn += 1) {
    const { rows } = await docs.query<{ left: boolean }>('SELECT EXISTS (SELECT FROM kit.outbox) AS left');
    if (!rows[0]!.left) break;
    await sleep(20);
  }
  await sleep(1500);
  await docs.end();
}

/**
 * One run of three-step approvals through the gateway. `decision`: the transaction alone, events stay in the outbox. `system`: relay, bus and
 * projection too, until the inbox has all of it. CPU: the process of gateway and services; PostgreSQL's processes of the documents service
 * (all of them for the system) with the log writer and its like.
 */
export async function measure(stack: MeasuredStack, client: Client, input: { mode: 'decision' | 'system'; lanes: number; count: number; matters: string }): Promise<Run> {
  const { mode, lanes, count } = input;
  await client.signIn();
  const warm = await openMany(client, 20);
  const matters = await openMany(client, count);
  await drain(stack);
  if (mode === 'decision') await stack.events('hold');
  await approve(client, warm, lanes);
  const docs = await adminOf(stack, 'chancery_docs');
  const workbench = await adminOf(stack, 'chancery_workbench');
  const pids = (): Promise<number[]> => serverPids(docs, mode === 'decision' ? 'docs_app' : undefined);

  const latency = build({ lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 });
  const meter = new Meter(await pids());
  const node = cpuOf(stack.pid);
  let position = 0;
  const from = performance.now();
  await approve(client, matters, lanes, (ms, matter) => {
    latency.recordValue(Math.round(ms * 1000));
    position = Math.max(position, Number(matter.position ?? 0));
  });
  const seconds = (performance.now() - from) / 1000;
  if (mode === 'system') await projected(docs, workbench, position);
  const decisions = latency.totalCount;
  const run = {
    matters: input.matters, inFlight: lanes, decisions, perSecond: rounded(decisions / seconds, 1),
    nodeCpuMs: rounded((cpuOf(stack.pid) - node) / decisions), pgCpuMs: rounded(meter.spent(await pids()) / decisions),
    p50Ms: rounded(latency.getValueAtPercentile(50) / 1000), p99Ms: rounded(latency.getValueAtPercentile(99) / 1000),
  };
  await docs.end();
  await workbench.end();
  return run;
}

/** How long the inbox takes to answer, for the three who decide. */
export async function measureInbox(client: Client, times: number): Promise<{ p50Ms: number; p99Ms: number }> {
  await client.signIn();
  const latency = build({ lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 });
  for (let turn = -20; turn < times; turn += 1) {
    const who = client.cast.deciders[Math.abs(turn) % 3]!;
    const from = performance.now();
    await client.call('GET', '/api/workbench/inbox?pageSize=50', who.id);
    if (turn >= 0) latency.recordValue(Math.round((performance.now() - from) * 1000));
  }
  return { p50Ms: rounded(latency.getValueAtPercentile(50) / 1000), p99Ms: rounded(latency.getValueAtPercentile(99) / 1000) };
}

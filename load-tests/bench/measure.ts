import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'hdr-histogram-js';
import { inFlight, type Client, type Opened } from './client.ts';
import { cpuOf, Meter, serverPids } from './cpu.ts';
import type { Stack } from './stack.ts';

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

/** Review, read, sign. */
export const STEPS = ['review', 'read', 'sign'] as const;
export const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));
const histogram = () => build({ lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 });
const percentiles = (of: ReturnType<typeof histogram>): { p50Ms: number; p99Ms: number } => ({
  p50Ms: rounded(of.getValueAtPercentile(50) / 1000), p99Ms: rounded(of.getValueAtPercentile(99) / 1000),
});

export async function openMany(client: Client, count: number): Promise<Opened[]> {
  const opened = new Array<Opened>(count);
  await inFlight(Array.from({ length: count }), 8, async (_, at) => void (opened[at] = await client.open(`关于第${at + 1}号事项的通知`)));
  return opened;
}

/** The three decisions on each matter one after another, so many matters at a time. */
export async function approve(client: Client, matters: Opened[], lanes: number, note?: (ms: number, matter: Opened) => void): Promise<void> {
  await inFlight(matters, lanes, async (matter) => {
    let at = matter;
    for (const _ of STEPS) {
      const from = performance.now();
      at = await client.decide(at);
      note?.(performance.now() - from, at);
    }
  });
}

/** Waits until nothing lies in the outbox and the inbox has heard everything, so that it is not counted with the next run. */
export async function drain(stack: Stack, position = 0): Promise<void> {
  await stack.events('free');
  const docs = await stack.admin('chancery_docs');
  const workbench = await stack.admin('chancery_workbench');
  try {
    for (let turn = 0; turn < 6000; turn += 1) {
      const { rows } = await docs.query<{ left: boolean }>('SELECT EXISTS (SELECT FROM kit.outbox) AS left');
      const seen = await workbench.query<{ position: string }>("SELECT position FROM seen_position WHERE service = 'docs'");
      if (!rows[0]!.left && Number(seen.rows[0]?.position ?? 0) >= position) return;
      await sleep(20);
    }
    throw new Error('the events did not arrive at the inbox');
  } finally {
    await docs.end();
    await workbench.end();
  }
}

/**
 * One run of three-step approvals through the gateway. `decision`: the transaction alone, events stay in the outbox. `system`: relay, bus and
 * projection too, until the inbox has all of it. CPU of Node: the process of gateway, identity and services; of PostgreSQL: the documents
 * service's sessions and the auxiliary processes, or, for the system, every process of the server.
 */
export async function measure(stack: Stack, client: Client, input: { mode: 'decision' | 'system'; lanes: number; count: number; matters: string }): Promise<Run> {
  const { mode, lanes, count } = input;
  await client.signIn();
  const warm = await openMany(client, Math.min(40, count));
  const matters = await openMany(client, count);
  await drain(stack, Number(matters.at(-1)!.position));
  await stack.events(mode === 'decision' ? 'hold' : 'free');
  await approve(client, warm, lanes);
  await client.signIn();
  if (mode === 'system') await sleep(1500);
  const admin = await stack.admin('chancery_docs');
  const pids = (): Promise<number[]> => serverPids(admin, mode === 'decision' ? 'docs_app' : undefined);

  const latency = histogram();
  const meter = new Meter(await pids());
  const node = cpuOf(stack.pid);
  let position = 0;
  const from = performance.now();
  await approve(client, matters, lanes, (ms, matter) => {
    latency.recordValue(Math.round(ms * 1000));
    position = Math.max(position, Number(matter.position ?? 0));
  });
  const seconds = (performance.now() - from) / 1000;
  if (mode === 'system') await drain(stack, position);
  const decisions = latency.totalCount;
  const run = {
    matters: input.matters, inFlight: lanes, decisions, perSecond: rounded(decisions / seconds, 1),
    nodeCpuMs: rounded((cpuOf(stack.pid) - node) / decisions), pgCpuMs: rounded(meter.spent(await pids()) / decisions), ...percentiles(latency),
  };
  await admin.end();
  return run;
}

/** How long the inbox of the one who reviews, where all open tasks lie, takes to answer its first page. */
export async function measureInbox(client: Client, times: number): Promise<{ openTasks: number; p50Ms: number; p99Ms: number }> {
  await client.signIn();
  const latency = histogram();
  const [who] = client.cast.deciders;
  let openTasks = 0;
  for (let turn = -20; turn < times; turn += 1) {
    const from = performance.now();
    const answer = await client.call<{ counts?: { decide?: number } }>('GET', '/api/workbench/inbox?pageSize=50', who!.id);
    if (turn >= 0) latency.recordValue(Math.round((performance.now() - from) * 1000));
    openTasks = answer.counts?.decide ?? 0;
  }
  return { openTasks, ...percentiles(latency) };
}

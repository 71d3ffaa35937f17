import { join } from 'node:path';
import pg from 'pg';
import { inFlight, openTask, type Client, type Opened } from './client.ts';
import { Meter, serverPids } from './cpu.ts';
import { drain, openMany, rounded, STEPS } from './measure.ts';
import { approval, docs, service } from './parts.ts';
import type { Stack } from './stack.ts';

/** A decision as it went over the wire: statements with their values; those of one list travel together. */
type Recorded = pg.QueryConfig[][];
type Query = (query: string | pg.QueryConfig, ...rest: unknown[]) => Promise<pg.QueryResult>;

export interface Ceiling {
  inFlight: number;
  decisions: number;
  perSecond: number;
  pgCpuMs: number;
}

/** Listens at a connection, and takes back what would be committed: the recorded statements are to do it. */
class Recorder {
  trips: Recorded = [];
  private under = 0;

  attach(client: pg.PoolClient): void {
    const query = client.query.bind(client) as unknown as Query;
    client.query = (async (asked: string | pg.QueryConfig, ...more: unknown[]): Promise<pg.QueryResult> => {
      const one = typeof asked === 'string' ? { text: asked } : asked;
      if (this.under === 0) this.trips.push([]);
      this.trips.at(-1)!.push({ ...one });
      this.under += 1;
      try {
        const answer = await query(one.text === 'COMMIT' ? 'ROLLBACK' : one, ...more);
        return one.text === 'COMMIT' ? { ...answer, command: 'COMMIT' } : answer;
      } finally {
        this.under -= 1;
      }
    }) as never;
  }
}

/** Our own engine over a connection of the documents service's role, in this process, whose decisions are written down and taken back. */
async function openEngine(connection: pg.ClientConfig): Promise<{ record(company: string, matter: Opened): Promise<{ trips: Recorded; then: Opened }>; close(): Promise<void> }> {
  const database = service.createDatabase({ connection: connection as never, prisma: docs.prisma as never, max: 1 });
  const recorder = new Recorder();
  // The snapshot has a pool of its own: what it asks is no part of a decision.
  const aside = new pg.Pool({ ...connection, max: 1 });
  const snapshot = service.directorySnapshot(aside as never);
  await snapshot.waitForFirst(AbortSignal.timeout(30_000));
  database.pool.on('connect', (client) => recorder.attach(client as pg.PoolClient));
  const engine = await approval.createEngine({ service: 'docs', kinds: docs.kinds.map((kind) => service.contracted(kind as never)) as never, inCompany: database.inCompany, directory: snapshot, scopes: docs.scopes });
  return {
    record: async (company, matter) => {
      const { id: task, step, holder } = openTask(matter);
      recorder.trips = [];
      const then = await engine.command(company, matter.id, {
        operation: 'agree', actor: { type: 'person', id: holder.id }, key: `ceiling ${matter.id} ${step}`, task, textVersion: matter.text.number, opinion: '同意',
      });
      return { trips: recorder.trips, then: { ...matter, tasks: then.matter.tasks.map(({ holder: id, ...task }) => ({ ...task, holder: { id } })) } };
    },
    close: async () => {
      snapshot.stop();
      await aside.end();
      await database.close();
    },
  };
}

/** A decision by nothing but the driver, in as many round trips as it was recorded with. */
async function send(client: pg.Client, trips: Recorded): Promise<void> {
  let last: pg.QueryResult | undefined;
  for (const trip of trips) last = (await Promise.all(trip.map((one) => client.query(one)))).at(-1);
  if (last?.command !== 'COMMIT') throw new Error('the ceiling did not commit');
}

/**
 * The ceiling: the same statements with the same values as the platform sends for the three decisions, sent by a minimal client to the same
 * PostgreSQL in the same run. What the platform takes beyond this is its own.
 */
export async function ceiling(stack: Stack, client: Client, password: string, input: { lanes: number; count: number }): Promise<Ceiling> {
  const WARM = 40;
  await client.signIn();
  let matters = await openMany(client, input.count + WARM);
  await drain(stack, Number(matters.at(-1)!.position));
  await stack.events('hold');
  const connection = { ...stack.address(), database: 'chancery_docs', user: 'docs_app', password };
  const engine = await openEngine(connection);
  const admin = await stack.admin('chancery_docs');
  const connections = await Promise.all(
    Array.from({ length: input.lanes }, async () => {
      const config = { ...connection, application_name: 'ceiling', pipeline: true, options: '-c plan_cache_mode=force_generic_plan' };
      const one = new pg.Client(config);
      await one.connect();
      return one;
    }),
  );
  const all = async (list: Recorded[]): Promise<void> => {
    const free = [...connections];
    await inFlight(list, input.lanes, async (one) => {
      const own = free.pop()!;
      await send(own, one);
      free.push(own);
    });
  };
  let seconds = 0;
  let cpu = 0;
  try {
    for (const _ of STEPS) {
      const recorded: Recorded[] = [];
      const next: Opened[] = [];
      for (const matter of matters) {
        const { trips, then } = await engine.record(client.cast.company, matter);
        recorded.push(trips);
        next.push(then);
      }
      await all(recorded.slice(0, WARM));
      const meter = new Meter(await serverPids(admin, 'docs_app'));
      const from = performance.now();
      await all(recorded.slice(WARM));
      seconds += (performance.now() - from) / 1000;
      cpu += meter.spent(await serverPids(admin, 'docs_app'));
      matters = next;
    }
  } finally {
    for (const one of connections) await one.end();
    await engine.close();
    await admin.end();
  }
  const decisions = input.count * STEPS.length;
  return { inFlight: input.lanes, decisions, perSecond: rounded(decisions / seconds, 1), pgCpuMs: rounded(cpu / decisions) };
}

/** The documents service's own password, which the embedded profile keeps below the data folder. */
export const passwordIn = (stack: Stack): Promise<string> => service.keptPasswords(join(stack.home, 'secrets'))('docs_app');

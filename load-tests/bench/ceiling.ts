import { join } from 'node:path';
import pg from 'pg';
import { openMany, rounded } from './measure.ts';
import { inFlight, type Client } from './client.ts';
import { Meter, serverPids } from './cpu.ts';
import { approval, service } from './parts.ts';
import { benchedDocs } from './kind.ts';
import { adminOf } from './rows.ts';
import type { MeasuredStack } from './stack-process.ts';

interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** The statements of one decision: what is asked before the walk, what is saved after it. */
interface Recorded {
  company: string;
  actor: string;
  asked: Statement[];
  saved: Statement[];
}

/** Works the first decision of each matter out without saving it, and writes down what would have been sent. */
async function record(stack: MeasuredStack, client: Client, count: number): Promise<Recorded[]> {
  const matters = await openMany(client, count);
  const passwords = service.keptPasswords(join(stack.home, 'secrets'));
  const { host, port } = stack.admin;
  const database = service.createDatabase({ connection: { host, port, database: 'chancery_docs', user: 'docs_app', password: await passwords('docs_app') } });
  const snapshot = service.directorySnapshot(database.pool);
  await snapshot.waitForFirst(AbortSignal.timeout(30_000));
  let current: Recorded | undefined;
  const inCompany = Object.assign(database.inCompany, {
    last: async (scope: { company: string; actor: { type: string; id?: string } }, work: Parameters<typeof database.inCompany.last>[1]) =>
      database.inCompany(scope as never, async (tx) => {
        const noted: Recorded = (current = { company: scope.company, actor: scope.actor.id ?? 'system', asked: [], saved: [] });
        const noting = (list: Statement[], send: boolean): typeof tx => Object.create(tx, {
          sql: { value: async (name: string, text: string, values: unknown[]) => {
            list.push({ name, text, values });
            return send ? tx.sql(name, text, values) : [];
          } },
        }) as typeof tx;
        const { answer, last } = await work(noting(noted.asked, true));
        await last?.(noting(noted.saved, false));
        return answer;
      }),
  });
  const { kinds } = benchedDocs();
  const engine = await approval.createEngine({ service: 'docs', kinds: [kinds[0]!] as never, inCompany: inCompany as never, directory: snapshot, prisma: false });
  const recorded: Recorded[] = [];
  for (const matter of matters) {
    const task = matter.tasks.find((one) => one.state === 'open')!;
    await engine.command(client.cast.company, matter.id, {
      operation: 'agree', actor: { type: 'person', id: task.holder.id }, key: `ceiling ${matter.id}`, task: task.id, textVersion: matter.text.number, opinion: '同意',
    });
    recorded.push({ ...current!, asked: current!.asked.filter((one) => one.name === 'lock' || one.name === 'rest') });
  }
  snapshot.stop();
  await database.close();
  return recorded;
}

const BEGIN = `SELECT set_config('app.company_id', $1, true), set_config('app.actor_id', $2, true), set_config('app.person_id', $3, true), set_config('app.time_offset', $4, true), kit.now() AS now`;

/** One decision by nothing but the driver: two round trips. */
async function send(client: pg.Client, { company, actor, asked, saved }: Recorded): Promise<void> {
  await Promise.all([client.query('BEGIN'), client.query({ name: 'begin', text: BEGIN, values: [company, actor, '', ''] }), ...asked.map((one) => client.query(one))]);
  const [done] = (await Promise.all([...saved.map((one) => client.query(one)), client.query('COMMIT')])).slice(-1);
  if (done?.command !== 'COMMIT') throw new Error('the ceiling did not commit');
}

/**
 * The ceiling: the same statements with the same values, sent by a minimal client to the same PostgreSQL in the same run. What the platform
 * takes beyond this is its own.
 */
export async function ceiling(stack: MeasuredStack, client: Client, input: { lanes: number; count: number }): Promise<{ perSecond: number; pgCpuMs: number }> {
  await client.signIn();
  const recorded = await record(stack, client, input.count + 80);
  const { host, port } = stack.admin;
  const password = await service.keptPasswords(join(stack.home, 'secrets'))('docs_app');
  const connections = await Promise.all(
    Array.from({ length: input.lanes }, async () => {
      const config = { host, port, database: 'chancery_docs', user: 'docs_app', password, application_name: 'ceiling', pipeline: true, options: '-c plan_cache_mode=force_generic_plan' };
      const connection = new pg.Client(config);
      await connection.connect();
      return connection;
    }),
  );
  const admin = await adminOf(stack, 'chancery_docs');
  const all = async (list: Recorded[]): Promise<void> => {
    const free = [...connections];
    await inFlight(list, input.lanes, async (one) => {
      const connection = free.pop()!;
      await send(connection, one);
      free.push(connection);
    });
  };
  await all(recorded.slice(0, 80));
  const pids = (): Promise<number[]> => serverPids(admin, 'docs_app');
  const meter = new Meter(await pids());
  const from = performance.now();
  await all(recorded.slice(80));
  const seconds = (performance.now() - from) / 1000;
  const result = { perSecond: rounded(input.count / seconds, 1), pgCpuMs: rounded(meter.spent(await pids()) / input.count) };
  for (const connection of connections) await connection.end();
  await admin.end();
  return result;
}

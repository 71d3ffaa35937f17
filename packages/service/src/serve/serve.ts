import { createEngine, type Kind } from '@chancery/approval';
import { join } from 'node:path';
import { createVerifier } from '../auth';
import { createDatabase, openPool } from '../company';
import { environmentConfig, type ServiceConfig } from '../config';
import { directorySnapshot, keepDirectory } from '../directory';
import { startConsumer, startRelay } from '../events';
import { createFiles, folderStore, keptKeys } from '../files';
import { fileMethods } from '../files/methods';
import { startJobs } from '../jobs';
import { listener } from '../listen';
import type { Job, ServiceManifest } from '../manifest';
import { contracted, matterMethods } from '../matters';
import { prepareDatabase } from '../migrate';
import { registerMethods } from '../registers';
import { callerOf } from '../rpc/caller';
import { messageOf, servicesWithKinds, topicOf } from '../rpc/contract';
import { openServer } from '../rpc/server';
import { createLog, currentTrace, inTrace, traceFrom } from '../telemetry';
import { startClock } from './clock';
import { handwritten } from './handwritten';

/** A running service. */
export interface Served {
  /** Port of its gRPC server. */
  port: number;
  /** Takes no more calls, finishes what is under way, lets go of everything. */
  stop(): Promise<void>;
}

const FIRST_DIRECTORY = 60_000;
const MOVED = 'chancery.approval.v1.MatterMoved';

/** Topics that a service hears: MatterMoved comes from every service that has kinds, other events from where their message says. */
function topicsOf(manifest: ServiceManifest): string[] {
  const topics = Object.keys(manifest.listens).flatMap((type) => (type === MOVED ? servicesWithKinds().map((service) => `chancery.${service}.events`) : [topicOf(messageOf(type))]));
  return [...new Set(topics.filter(Boolean))];
}

/**
 * 服务 — runs a service from its manifest: database and roles, migrations, directory, engine, files, events out and in, jobs, timers, calls.
 * What was begun is ended in the reverse order, also when a later part does not start.
 *
 * @throws Error of the part that does not start; nothing is left running then.
 * @example await serve(docs); // in main.ts: configured by the environment, stopped by SIGTERM
 */
export async function serve(manifest: ServiceManifest, config?: ServiceConfig): Promise<Served> {
  const closing: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    const port = await begin(manifest, config ?? environmentConfig(manifest.name, process.env), closing);
    // A process of its own ends in order; several in one process are ended by whoever began them.
    if (!config) for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop().finally(() => process.exit(0)));
    return { port, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function begin(manifest: ServiceManifest, config: ServiceConfig, closing: (() => unknown)[]): Promise<number> {
  const { name } = manifest;
  const log = createLog(name, config.logLevel);
  const { admin, server, passwords, timeOffset, max } = config.database;
  const prepared = await prepareDatabase({ admin, server, service: name, passwords, migrations: manifest.migrations });
  const database = createDatabase({ connection: await prepared.as('app'), prisma: manifest.prisma as never, timeOffset, max });
  closing.push(() => database.close());
  const pool = async (role: 'directory' | 'consumer' | 'worker' | 'clock', size = 2) => {
    const made = openPool(await prepared.as(role), { max: size, name: `${name} ${role}` });
    closing.push(() => made.end());
    return made;
  };

  const bus = typeof config.bus === 'function' ? await config.bus(log) : config.bus;
  if (typeof config.bus === 'function') closing.push(() => bus.close());
  const topics = topicsOf(manifest);
  await bus.createTopics([{ name: `chancery.${name}.events` }, ...topics.map((topic) => ({ name: topic })), { name: 'chancery.directory', compacted: true }]);
  const relay = startRelay({ connection: await prepared.as('relay'), bus, service: name, log, onCommit: database.onCommit });
  closing.push(() => relay.stop());

  const kept = await keepDirectory({ service: name, bus, pool: await pool('directory'), log });
  closing.push(() => kept.stop());
  const directory = directorySnapshot(database.pool);
  closing.push(() => directory.stop());
  const stopping = new AbortController();
  closing.push(() => stopping.abort());
  const app = await prepared.as('app');
  for (const run of manifest.runs ?? []) {
    const running = run({
      stop: stopping.signal, log, settings: config.settings ?? {}, listen: listener(app, stopping.signal),
      inCompany: (company, actor, work) => database.inCompany({ company, actor }, work),
    }).catch((error: unknown) => void (stopping.signal.aborted || log.error({ error }, 'a part of the service ended')));
    closing.push(() => running);
    closing.push(() => stopping.abort());
  }
  await directory.waitForFirst(AbortSignal.timeout(FIRST_DIRECTORY));

  const files = createFiles({ database, store: folderStore(join(config.home, 'files', name)), keys: keptKeys(join(config.home, 'keys')), sees: async (tx, matters, person) => (await engine?.sees(tx, matters, person)) ?? false });
  const kinds = manifest.kinds.map((kind) => contracted(kind as unknown as Kind));
  const engine = kinds.length
    ? await createEngine({
        service: name, kinds: kinds as never, inCompany: database.inCompany, directory, scopes: manifest.scopes, prisma: manifest.prisma !== undefined, linkFiles: files.link,
        traceparent: () => currentTrace()?.traceparent ?? '',
      })
    : undefined;

  if (topics.length) {
    const consumer = await startConsumer({ name, bus, topics, listens: manifest.listens, database, aside: await pool('consumer'), directory: directory.current, log });
    closing.push(() => consumer.stop());
  }
  if (Object.keys(manifest.jobs).length) {
    const worker = await pool('worker', 4);
    const run = Object.fromEntries(
      Object.entries(manifest.jobs).map(([type, job]) => [
        type,
        ({ company, value, traceparent }: { company: string; value: unknown; traceparent: string }) =>
          inTrace(traceFrom(traceparent), () =>
            (job as Job<unknown>).run({ value, company, directory: directory.current(), files, engine: engine!, inCompany: (work) => database.inCompany({ company, actor: { type: 'system', because: 'job' } }, work) }),
          ),
      ]),
    );
    const jobs = startJobs({ worker, run, log, onCommit: database.onCommit });
    closing.push(() => jobs.stop());
  }
  if (engine) {
    const clock = startClock({ engine, pool: await pool('clock', 1), log, offset: timeOffset });
    closing.push(() => clock.stop());
  }

  const verify = createVerifier({ issuer: config.identity.issuer, audience: config.identity.audience, keys: config.identity.jwks });
  const office = engine && { service: name, kinds: new Map(kinds.map((kind) => [kind.kind, kind as never])), engine, database, directory: directory.current };
  const methods = [
    ...handwritten(manifest, { database, directory, engine, files }),
    ...(office ? [...matterMethods(office), ...fileMethods(files)] : []),
    ...(manifest.registers.length ? registerMethods({ registers: manifest.registers, scopes: manifest.scopes, database, directory: directory.current }) : []),
  ];
  const running = await openServer({
    methods, log, host: config.host, port: config.port,
    caller: (metadata, method) => callerOf(metadata, method, { verify, directory: directory.current(), scopes: manifest.scopes }),
  });
  closing.push(() => running.stop((config.drain ?? 10) * 1000));
  return running.port;
}

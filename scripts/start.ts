// `npm start`: the embedded profile. A real PostgreSQL, the log-table bus, the embedded identity provider and every service in this process,
// behind the same HTTP and gRPC ports as on Kubernetes. Loopback only.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './root.ts';
import { greeting } from './start/greeting.ts';
import { place } from './start/place.ts';
import { step } from './start/step.ts';

const require = createRequire(import.meta.url);
const { demoPassword, startIdentity, startPostgres } = require('@chancery/embedded') as typeof import('@chancery/embedded');
const { createLog, keptPasswords, logBus, portOf, prepareBus, prepareDatabase, serve } = require('@chancery/service') as typeof import('@chancery/service');
const { startGateway } = require('@chancery/gateway') as typeof import('@chancery/gateway');
const manifests = [
  (require('@chancery/directory') as typeof import('@chancery/directory')).directory,
  (require('@chancery/docs') as typeof import('@chancery/docs')).docs,
  (require('@chancery/workbench') as typeof import('@chancery/workbench')).workbench,
];

const from = performance.now();
const { port, home } = await place(process.env);
const host = '127.0.0.1';
const logLevel = process.env.CHANCERY_LOG ?? 'warn';
const log = createLog('chancery', logLevel);
const closing: (() => Promise<unknown>)[] = [];
let ending = false;

/** Ends everything in the reverse order of its beginning; a part that hangs does not hold the rest. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  for (const close of closing.reverse()) await Promise.race([close().catch((error: unknown) => log.error({ error: String(error) }, 'did not stop in order')), sleep(15_000)]);
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0));

try {
  const postgres = await step('PostgreSQL', 'Its log is in the data folder under postgres/. A disk that is full or a folder of another user are the usual reasons.', () =>
    startPostgres({ dir: join(home, 'postgres'), settings: { shared_preload_libraries: 'pg_stat_statements' } }),
  );
  closing.push(() => postgres.stop());
  const identity = await step('identity provider', `Is another program listening on port ${port + 1}? Choose other ports with CHANCERY_PORT.`, () => startIdentity({ port: port + 1, home }));
  closing.push(() => identity.stop());
  const admin = { host: postgres.host, port: postgres.port, user: postgres.user, password: postgres.password };
  const passwords = keptPasswords(join(home, 'secrets'));
  const bus = await step('event bus', 'The database refused: see the log in the data folder under postgres/.', async () => logBus({ ...(await prepareBus({ admin, passwords })), log }));
  closing.push(() => bus.close());

  const settings = { identityIssuer: identity.issuer, identitySecret: await identity.secretOf('chancery-directory') };
  const backends: Record<string, string> = {};
  // The directory first: the others wait for their copy of it.
  for (const manifest of manifests) {
    const running = await step(manifest.name, 'A migration that was edited, or a port that is taken; the message above says which.', () =>
      serve(manifest, { host, port: portOf(port, manifest.name), home, database: { admin, passwords }, bus, identity: { issuer: identity.issuer }, settings: manifest.name === 'directory' ? settings : {}, logLevel }),
    );
    closing.push(() => running.stop());
    backends[manifest.name] = `${host}:${running.port}`;
  }
  const sessions = await (await prepareDatabase({ admin, service: 'gateway', passwords, migrations: join(root, 'services/gateway/migrations'), sources: [{ schema: 'public', folder: join(root, 'services/gateway/migrations') }] })).as('app');
  const gateway = await step('gateway', `Is another program listening on port ${port}? Choose another with CHANCERY_PORT.`, async () =>
    startGateway({
      host, port, backends, sessions, log, portal: join(root, 'portal/dist'), secret: await passwords('gateway-cookie'),
      // The benchmark is one caller who asks for more than a person does.
      ...(process.env.CHANCERY_PER_MINUTE ? { perMinute: Number(process.env.CHANCERY_PER_MINUTE) } : {}),
      identity: { issuer: identity.issuer, clientId: 'chancery-gateway', clientSecret: await identity.secretOf('chancery-gateway') },
    }),
  );
  closing.push(() => gateway.stop());
  console.log(greeting({ url: `http://localhost:${port}`, home, password: demoPassword, seconds: (performance.now() - from) / 1000 }));
} catch (error) {
  console.error(`\n✗ ${error instanceof Error ? error.message : String(error)}`);
  await end(1);
}

// The stack that is measured, in a process of its own: embedded PostgreSQL, identity, log bus, directory, documents, workbench, gateway.
// Started by stack-process.ts, which says by message whether events may leave the outbox.
import { join } from 'node:path';
import type { Bus } from '@chancery/service';
import { benchedDocs } from './kind.ts';
import { directory, embedded, gateway as gatewayPackage, service, workbench } from './parts.ts';

const home = process.env.BENCH_HOME!;
const port = Number(process.env.BENCH_PORT);
const host = '127.0.0.1';
const root = join(import.meta.dirname, '..', '..');
const { createLog, keptPasswords, logBus, portOf, prepareBus, prepareDatabase, serve } = service;

const log = createLog('bench', 'error');
const postgres = await embedded.startPostgres({ dir: join(home, 'postgres'), settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': '2000', max_connections: '200' } });
const identity = await embedded.startIdentity({ port: port + 1, home });
const admin = { host: postgres.host, port: postgres.port, user: postgres.user, password: postgres.password };
const passwords = keptPasswords(join(home, 'secrets'));
const bus = logBus({ ...(await prepareBus({ admin, passwords })), log });

let release: () => void = () => undefined;
let free = Promise.resolve();
const hold = (): void => {
  free = new Promise((resolve) => (release = resolve));
};
/** Holds what the documents service publishes while only the decision's own transaction is measured. */
const held: Bus = {
  ...bus,
  publish: async (records) => {
    await free;
    await bus.publish(records);
  },
};
hold();
process.on('message', (message: { events: 'hold' | 'free' }) => {
  if (message.events === 'free') release();
  else hold();
  process.send!({ did: message.events });
});

const shared = { host, home, database: { admin, passwords, max: 32 }, identity: { issuer: identity.issuer }, logLevel: 'error' };
const backends: Record<string, string> = {};
for (const [manifest, carrier, settings] of [
  [directory, bus, { identityIssuer: identity.issuer, identitySecret: await identity.secretOf('chancery-directory') }],
  [benchedDocs(), held, {}],
  [workbench, bus, {}],
] as const) {
  const running = await serve(manifest, { ...shared, port: portOf(port, manifest.name), bus: carrier, settings });
  backends[manifest.name] = `${host}:${running.port}`;
}
const migrations = join(root, 'services/gateway/migrations');
const sessions = await (await prepareDatabase({ admin, service: 'gateway', passwords, migrations, sources: [{ schema: 'public', folder: migrations }] })).as('app');
await gatewayPackage.startGateway({
  host, port, backends, sessions, log, secret: await passwords('gateway-cookie'), perMinute: 1e9,
  identity: { issuer: identity.issuer, clientId: 'chancery-gateway', clientSecret: await identity.secretOf('chancery-gateway') },
});
process.send!({ ready: { admin, postmaster: postgres.pid } });
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

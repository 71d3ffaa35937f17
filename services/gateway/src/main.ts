import { createLog, environmentPasswords, prepareDatabase } from '@chancery/service';
import { join } from 'node:path';
import { startGateway } from './gateway';

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
}

/** `docs=docs:8083,workbench=workbench:8084` */
const backends = (text: string): Record<string, string> => Object.fromEntries(text.split(',').map((pair) => pair.split('=') as [string, string]));

async function main(): Promise<void> {
  const log = createLog('gateway', process.env.CHANCERY_LOG);
  const server = { host: needed('CHANCERY_DB_HOST'), port: Number(process.env.CHANCERY_DB_PORT ?? 5432) };
  const prepared = await prepareDatabase({
    server,
    service: 'gateway',
    passwords: environmentPasswords(process.env),
    sources: [{ schema: 'public', folder: join(__dirname, '..', 'migrations') }],
  });
  const gateway = await startGateway({
    host: process.env.CHANCERY_BIND ?? '127.0.0.1',
    port: Number(process.env.CHANCERY_PORT ?? 8080),
    log,
    backends: backends(needed('CHANCERY_BACKENDS')),
    secret: needed('CHANCERY_SESSION_SECRET'),
    identity: { issuer: needed('CHANCERY_ISSUER'), clientId: 'chancery-gateway', clientSecret: needed('CHANCERY_GATEWAY_SECRET') },
    sessions: await prepared.as('app'),
    portal: process.env.CHANCERY_PORTAL,
    publicUrl: process.env.CHANCERY_PUBLIC_URL,
    proxies: process.env.CHANCERY_PROXIES,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void gateway.stop().then(() => process.exit(0)));
}

void main();

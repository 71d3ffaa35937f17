import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readRealm } from '../realm';
import { adminApi } from './admin';
import { send, sendJson } from './http';
import { keptSecret } from './keep';
import { signingKeys, verifier } from './keys';
import { ownRoutes } from './own-routes';
import { People } from './people';
import { makeProvider } from './provider';
import { Shelf } from './shelf';
import { signIn } from './sign-in';

export interface IdentityOptions {
  /** 0: any free port. */
  port: number;
  /** Data folder: keys, secrets, sign-ins and what the admin API changed are kept below it. */
  home: string;
  log?: { error(values: object, message?: string): void };
}

export interface Identity {
  /** `http://127.0.0.1:<port>`: Keycloak's base address. */
  url: string;
  /** `<url>/realms/chancery`. */
  issuer: string;
  /** Secret of a confidential client: `chancery-gateway`, `chancery-directory`, `identity-admin`. */
  secretOf(client: string): string;
  stop(): Promise<void>;
}

const protocol = '/realms/chancery/protocol/openid-connect/';
/** Pages of other sites may not reach the provider under a name of their own (DNS rebinding). */
const hosts = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done((server.address() as AddressInfo).port));
  });

/**
 * 内置身份服务 — the embedded identity provider: looks like Keycloak at the wire (realm `chancery`, admin API, admin events), reads
 * deploy/keycloak/realm.json, loopback only. Everybody's password is `demoPassword`.
 *
 * @throws Error when NODE_ENV is production, or the port is taken.
 * @example const identity = await startIdentity({ port: 8081, home }); … await identity.stop();
 */
export async function startIdentity({ port, home, log }: IdentityOptions): Promise<Identity> {
  if (process.env.NODE_ENV === 'production') throw new Error('the embedded identity provider is for demonstration: it does not start in production');
  const realm = readRealm();
  const clients = realm.clients.map((client) => (client.clientId === 'chancery-token' ? { ...client, enabled: true } : client));
  const people = new People(realm, `${home}/identity/people.json`);
  const shelf = new Shelf(`${home}/identity/sign-ins.json`);
  const keys = signingKeys(home);
  const secretOf = (client: string): string => keptSecret(home, client);
  const confidential = [...clients.filter((client) => !client.publicClient).map((client) => client.clientId), 'identity-admin'];

  const server = createServer();
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  const issuer = `${url}/realms/chancery`;
  const provider = makeProvider({ issuer, realm: { ...realm, clients }, people, shelf, keys, secretOf });
  provider.on('server_error', (_ctx, error: Error) => log?.error({ err: error }, 'identity'));
  const verify = verifier(issuer, keys);
  const admin = adminApi(people, verify);
  const own = ownRoutes({ people, shelf, verify, knows: (id, secret) => confidential.includes(id) && secretOf(id) === secret });
  const askForSignIn = signIn(provider, people);
  const protocolCall = provider.callback();

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (!hosts.test(req.headers.host ?? '')) return sendJson(res, 421, { error: 'loopback only' });
    const asked = new URL(req.url ?? '/', url);
    if (asked.pathname.startsWith('/admin/realms/chancery/')) return admin(req, res, asked);
    if (asked.pathname.startsWith('/realms/chancery/login-actions/authenticate/')) return askForSignIn(req, res, asked);
    const mine = asked.pathname.startsWith(protocol) ? own[`${req.method} ${asked.pathname.slice(protocol.length)}`] : undefined;
    if (mine) return mine(req, res);
    if (!asked.pathname.startsWith('/realms/chancery/'))
      return send(res, asked.pathname === '/' ? 200 : 404, 'text/plain; charset=utf-8', '文枢 Chancery: embedded identity\n');
    // As a web framework mounts it: the provider works its own addresses out of the difference.
    Object.assign(req, { originalUrl: req.url, url: (req.url ?? '').slice('/realms/chancery'.length) });
    await protocolCall(req, res);
  };
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    answer(req, res).catch((error: unknown) => {
      log?.error({ err: error }, 'identity');
      if (!res.headersSent) sendJson(res, 500, { error: 'server_error' });
      else res.end();
    });
  });

  return {
    url,
    issuer,
    secretOf,
    stop: () =>
      new Promise((done) => {
        shelf.write();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

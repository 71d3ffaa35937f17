import { Refusal } from '@chancery/domain';
import { createVerifier, rpcClient, type Connection, type Log } from '@chancery/service';
import compression from 'compression';
import express from 'express';
import type { Server } from 'node:http';
import type { Backends, TokenOf } from './http/asked';
import { policy, traced } from './http/headers';
import { dataOnly, limits } from './http/limits';
import { mount } from './http/mount';
import { openApi } from './http/openapi';
import { languageOf, onError, sendProblem } from './http/problem';
import { routesOf } from './http/routes';
import { servePortal } from './portal';
import { SignIn, type IdentitySettings } from './session/sign-in';
import { fromOurPages, sessions } from './session/store';

export interface GatewaySettings {
  host: string;
  port: number;
  /** Backends by their word: `docs` → `127.0.0.1:8083`. */
  backends: Record<string, string>;
  identity: IdentitySettings;
  /** Database of the sessions. */
  sessions: Connection;
  /** Signs the session's cookie. */
  secret: string;
  /** Folder of the built portal. */
  portal?: string;
  log: Log;
  /** Where browsers find the gateway. With https: cookies only there, HSTS. Default: the address that the request names. */
  publicUrl?: string;
  /** Whose `X-Forwarded-…` is believed, as express reads `trust proxy`. Default `loopback`. */
  proxies?: string;
  /** Calls of one person or address in a minute. Default 1200. */
  perMinute?: number;
}

export interface RunningGateway {
  port: number;
  stop(): Promise<void>;
}

/** 网关 — HTTP ⇄ gRPC, sign-in and the portal. Says who; the services say may. */
export async function startGateway(settings: GatewaySettings): Promise<RunningGateway> {
  const { log } = settings;
  const publicOrigin = settings.publicUrl ? new URL(settings.publicUrl).origin : undefined;
  const secure = publicOrigin?.startsWith('https:') ?? false;
  const clients: Backends = new Map(Object.entries(settings.backends).map(([name, address]) => [name, rpcClient(address)]));
  const verify = createVerifier({ issuer: settings.identity.issuer });
  const signIn = new SignIn(settings.identity, log, publicOrigin);
  const store = sessions(settings.sessions, settings.secret, secure);
  const tokenOf: TokenOf = async (request) => {
    const bearer = /^Bearer (.+)$/i.exec(request.get('Authorization') ?? '')?.[1];
    const token = bearer ?? (await signIn.token(request));
    if (token) await verify(token);
    return token;
  };
  const routes = routesOf();
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', settings.proxies ?? 'loopback');
  app.use(
    traced,
    policy(secure),
    compression({
      filter: (request, response) => !/event-stream/.test(String(response.getHeader('Content-Type') ?? '')) && compression.filter(request, response),
    }),
  );
  app.get('/healthz', (_request, response) => void response.json({ status: 'alive' }));
  app.get('/readyz', async (_request, response) => {
    const answers = await Promise.all(
      [...clients].map(
        async ([name, client]) =>
          [
            name,
            await client.raw('/grpc.health.v1.Health/Check', Buffer.alloc(0), 2000).then(
              () => 'ready',
              () => 'away',
            ),
          ] as const,
      ),
    );
    const ready = answers.every(([, state]) => state === 'ready');
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready', backends: Object.fromEntries(answers) });
  });
  app.get('/api/openapi.json', (_request, response) => void response.json(openApi(routes, [...clients.keys()])));
  app.use('/api', dataOnly);
  app.use(limits(settings.perMinute ?? 1200));
  app.use(fromOurPages(publicOrigin), store.handler);
  app.use('/auth', signIn.routes());
  app.get('/api/session', async (request, response) => {
    response.json({ signedIn: Boolean(await signIn.token(request)) });
  });
  mount(app, routes, clients, tokenOf);
  app.use('/api', (request, response) =>
    sendProblem(response, new Refusal('missing', 'route', { zh: '没有这个地址', en: 'There is no such address' }), languageOf(request)),
  );
  if (settings.portal) servePortal(app, settings.portal);
  app.use(onError(log));

  const server = await new Promise<Server>((resolve, reject) => {
    const made = app.listen(settings.port, settings.host, (error?: Error) => (error ? reject(error) : resolve(made)));
  });
  return {
    port: (server.address() as { port: number }).port,
    stop: async () => {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      setTimeout(() => server.closeAllConnections(), 2000).unref();
      server.closeIdleConnections();
      await ended;
      for (const client of clients.values()) client.close();
      await store.close();
    },
  };
}

import { openPool, type Connection } from '@chancery/service';
import connectPg from 'connect-pg-simple';
import session from 'express-session';
import type { RequestHandler } from 'express';
import { Refusal } from '@chancery/domain';

const HOURS = 12;

/** Sessions in the gateway's own database, so that several gateways share them and a restart signs nobody out. */
export function sessions(connection: Connection, secret: string, secure: boolean): { handler: RequestHandler; close(): Promise<void> } {
  const pool = openPool(connection, { max: 4, name: 'gateway sessions' });
  const Store = connectPg(session);
  const store = new Store({ pool: pool as never, tableName: 'session', pruneSessionInterval: 600 });
  const handler = session({
    store,
    secret,
    name: 'chancery',
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: HOURS * 3_600_000, path: '/' },
  });
  return {
    handler,
    close: async () => {
      await store.close();
      await pool.end().catch(() => undefined);
    },
  };
}

const forged = (): Refusal =>
  new Refusal('forbidden', 'not-from-here', { zh: '请求不是从本站发出的', en: 'The request did not come from this site' });

/** What a browser sends with its cookie must come from our own pages: our header, and our origin where one is named (CSRF). */
export const fromOurPages =
  (publicOrigin?: string): RequestHandler =>
  (request, _response, next) => {
    const bySession = !request.get('Authorization') && /(?:^|;\s*)chancery=/.test(request.get('Cookie') ?? '');
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || !bySession) return next();
    const origin = request.get('Origin');
    const ours = !origin || (publicOrigin ? origin === publicOrigin : URL.canParse(origin) && new URL(origin).host === request.get('host'));
    if (request.get('X-Chancery') !== '1' || !ours) return next(forged());
    next();
  };

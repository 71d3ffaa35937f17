import type { IncomingMessage, ServerResponse } from 'node:http';
import { claimsOf } from './claims';
import { bearerOf, formOf, sendJson } from './http';
import type { Verify } from './keys';
import type { People } from './people';
import type { Shelf } from './shelf';

/** Confidential clients may ask about a token. */
export type KnowsClient = (id: string, secret: string) => boolean;

interface Parts {
  people: People;
  shelf: Shelf;
  verify: Verify;
  knows: KnowsClient;
}

/** Client id and secret, from the header or the form, as Keycloak takes both. */
function clientOf(req: IncomingMessage, form: URLSearchParams): [id: string, secret: string] {
  const basic = /^Basic (.+)$/i.exec(req.headers.authorization ?? '')?.[1];
  if (!basic) return [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent);
  return [id, secret];
}

/**
 * Routes that Keycloak answers for every access token and `oidc-provider` only for its own opaque ones: userinfo, introspection,
 * and sign-out by refresh token from the server's side.
 */
export function ownRoutes({ people, shelf, verify, knows }: Parts) {
  const userinfo = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const token = await verify(bearerOf(req)).catch(() => undefined);
    const claims = token?.sub ? claimsOf(people, token.sub) : undefined;
    if (!claims) return sendJson(res, 401, { error: 'invalid_token' });
    sendJson(res, 200, { sub: token?.sub, ...claims });
  };

  const introspect = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const form = await formOf(req);
    if (!knows(...clientOf(req, form))) return sendJson(res, 401, { error: 'invalid_client' });
    const token = await verify(form.get('token') ?? '').catch(() => undefined);
    const known = token?.sub ? (people.user(token.sub)?.enabled ?? false) : false;
    sendJson(res, 200, token && known ? { active: true, username: token.preferred_username, token_type: 'Bearer', ...token } : { active: false });
  };

  const signOut = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const form = await formOf(req);
    if (!knows(...clientOf(req, form))) return sendJson(res, 401, { error: 'invalid_client' });
    const refresh = shelf.get(`RefreshToken:${form.get('refresh_token') ?? ''}`);
    if (!refresh) return sendJson(res, 400, { error: 'invalid_grant', error_description: 'Invalid refresh token' });
    shelf.drop(
      (_key, payload) => payload.grantId === refresh.grantId || (payload.accountId === refresh.accountId && payload.uid === refresh.sessionUid),
    );
    res.writeHead(204).end();
  };

  return { 'GET userinfo': userinfo, 'POST userinfo': userinfo, 'POST token/introspect': introspect, 'POST logout': signOut } as Record<
    string,
    (req: IncomingMessage, res: ServerResponse) => Promise<void>
  >;
}

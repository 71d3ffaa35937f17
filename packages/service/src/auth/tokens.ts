import { createHash } from 'node:crypto';
import { Refusal } from '@chancery/domain';
import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { JOSEError, JWKSTimeout } from 'jose/errors';

/** What a verified token says. */
export interface Claims {
  /** Person, or a service's own client. */
  sub: string;
  /** The application that asked for the token. */
  client: string;
  /** Seconds since 1970. */
  exp: number;
}

export interface VerifierOptions {
  issuer: string;
  audience?: string;
  /** Address of the keys, or the keys themselves. Default: Keycloak's place under the issuer. */
  keys?: string | JWTVerifyGetKey;
  now?: () => number;
}

/** @throws Refusal `unknown` (401) for every token that is not wholly in order; `busy` when the keys cannot be had. */
export type Verifier = (token: string | undefined) => Promise<Claims>;

const ALGORITHMS = ['RS256', 'PS256', 'ES256'];
const CACHED_AT_MOST = 10_000;

const notSignedIn = (): Refusal => new Refusal('unknown', 'signed-out', { zh: '登录已失效，请重新登录', en: 'Your sign-in has ended; please sign in again' });

/**
 * 令牌 — verifies bearer tokens on every hop: issuer, audience, asymmetric algorithm, required expiry (architecture §9). A verified token
 * is remembered by its hash until it expires; whether its person is still enabled is asked each time, of the directory.
 *
 * @example const verify = createVerifier({ issuer }); const { sub } = await verify(bearer);
 */
export function createVerifier({ issuer, audience = 'chancery', keys, now = Date.now }: VerifierOptions): Verifier {
  const from = keys ?? `${issuer}/protocol/openid-connect/certs`;
  const keySet = typeof from === 'string' ? createRemoteJWKSet(new URL(from), { cooldownDuration: 5_000, cacheMaxAge: 600_000, timeoutDuration: 5_000 }) : from;
  const known = new Map<string, Claims>();

  const verify = async (token: string): Promise<Claims> => {
    const { payload } = await jwtVerify(token, keySet, { issuer, audience, algorithms: ALGORITHMS, requiredClaims: ['exp', 'sub'], clockTolerance: 2, currentDate: new Date(now()) });
    // An identity token names who signed in; it opens nothing (Keycloak writes the type of a token into it).
    if (payload.typ !== undefined && payload.typ !== 'Bearer') throw notSignedIn();
    return { sub: payload.sub ?? '', client: String(payload.azp ?? payload.client_id ?? ''), exp: payload.exp ?? 0 };
  };

  return async (token) => {
    if (!token || token.length > 8_192) throw notSignedIn();
    const hash = createHash('sha256').update(token).digest('base64');
    const before = known.get(hash);
    if (before && before.exp * 1000 > now()) return before;
    known.delete(hash);
    try {
      const claims = await verify(token);
      if (known.size >= CACHED_AT_MOST) known.clear();
      known.set(hash, claims);
      return claims;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (error instanceof JOSEError && !(error instanceof JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC') throw notSignedIn();
      const away = new Refusal('busy', 'identity-away', { zh: '身份服务暂不可用，请稍后再试', en: 'The identity provider is away; try again in a moment' }, { retryAfter: 2 });
      away.cause = error;
      throw away;
    }
  };
}

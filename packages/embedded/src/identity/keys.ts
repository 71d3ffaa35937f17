import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createLocalJWKSet, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { keptText } from './keep';

/** The provider's signing key (RS256) and the key of its cookies, made at the first start: tokens outlive a restart. */
export function signingKeys(home: string): { signing: JWK; cookies: string } {
  const make = (): string => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signing = { ...privateKey.export({ format: 'jwk' }), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' };
    return JSON.stringify({ signing, cookies: randomBytes(32).toString('base64url') });
  };
  return JSON.parse(keptText(`${home}/identity/keys.json`, make)) as { signing: JWK; cookies: string };
}

export type Verify = (token: string) => Promise<JWTPayload>;

/** Checks tokens of this provider itself, for its admin API, userinfo and introspection. */
export function verifier(issuer: string, { signing: { kty, n, e, kid, alg, use } }: { signing: JWK }): Verify {
  const keys = createLocalJWKSet({ keys: [{ kty, n, e, kid, alg, use }] });
  return async (token) =>
    (await jwtVerify(token, keys, { issuer, audience: 'chancery', algorithms: ['RS256'], requiredClaims: ['exp', 'sub'] })).payload;
}

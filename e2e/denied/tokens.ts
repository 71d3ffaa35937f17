import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importJWK, SignJWT, type JWK } from 'jose';

const home = process.env.CHANCERY_E2E_HOME ?? join(__dirname, '..', '..', '.chancery');

/** Tokens of the provider's own key that are wrong in one point each: only the check of that point can refuse them. */
export interface WrongTokens {
  audience: string;
  issuer: string;
  expired: string;
  endless: string;
}

/** Signs with the key of the embedded identity provider, which lies in the stack's data folder. */
export async function wrongTokens(issuer: string, person: string): Promise<WrongTokens> {
  const { signing } = JSON.parse(readFileSync(join(home, 'identity', 'keys.json'), 'utf8')) as { signing: JWK };
  const key = await importJWK(signing, 'RS256');
  const now = Math.floor(Date.now() / 1000);
  const sign = (claims: Record<string, unknown>): Promise<string> =>
    new SignJWT({ typ: 'Bearer', azp: 'chancery-token', iss: issuer, aud: 'chancery', sub: person, exp: now + 600, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: signing.kid })
      .sign(key);
  return {
    audience: await sign({ aud: 'account' }),
    issuer: await sign({ iss: 'http://127.0.0.1:1/realms/chancery' }),
    expired: await sign({ exp: now - 60 }),
    endless: await sign({ exp: undefined }),
  };
}

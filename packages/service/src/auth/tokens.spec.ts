import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPublicKey } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import { createVerifier, type Verifier } from './index';

let server: Server;
let keys: { privateKey: CryptoKey; publicKey: CryptoKey };
let ours: JWK;
let issuer: string;
let verify: Verifier;
let asked = 0;

const MINUTE = 60;
const now = (): number => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  ours = { ...(await exportJWK(keys.publicKey)), kid: 'ours', alg: 'RS256', use: 'sig' };
  server = createServer((_request, response) => {
    asked++;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [ours] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/chancery`;
  verify = createVerifier({ issuer });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** A token that is in order; what is given replaces its parts. */
const token = (claims: Record<string, unknown> = {}, { header = {}, key = keys.privateKey }: { header?: Record<string, unknown>; key?: CryptoKey | Uint8Array } = {}): Promise<string> =>
  new SignJWT({ typ: 'Bearer', iss: issuer, aud: 'chancery', sub: 'zhoumin', azp: 'chancery-gateway', exp: now() + MINUTE, ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'ours', ...header }).sign(key);

const refused = { kind: 'unknown', code: 'signed-out' };

test('[ORG-06] a token in order says who it is', async () => {
  await expect(verify(await token())).resolves.toMatchObject({ sub: 'zhoumin', client: 'chancery-gateway' });
  await expect(verify(await token({ aud: ['account', 'chancery'] }))).resolves.toMatchObject({ sub: 'zhoumin' });
});

test('[ORG-06] no token, and what is none, is refused', async () => {
  await expect(verify(undefined)).rejects.toMatchObject(refused);
  await expect(verify('')).rejects.toMatchObject(refused);
  await expect(verify('x.y.z')).rejects.toMatchObject(refused);
  await expect(verify('a'.repeat(10_000))).rejects.toMatchObject(refused);
});

test.each<[string, Record<string, unknown>]>([
  ['of another audience', { aud: 'account' }],
  ['without audience', { aud: undefined }],
  ['of another issuer', { iss: 'http://127.0.0.1:1/realms/chancery' }],
  ['that has ended', { exp: now() - MINUTE }],
  ['without end', { exp: undefined }],
  ['without person', { sub: undefined }],
  ['that only names who signed in', { typ: 'ID' }],
  ['that is for later', { nbf: now() + 10 * MINUTE }],
])('[ORG-06] a token %s is refused', async (_what, claims) => {
  await expect(verify(await token(claims))).rejects.toMatchObject(refused);
});

test('[ORG-06] an unsigned token is refused', async () => {
  const none = new UnsecuredJWT({ typ: 'Bearer', iss: issuer, aud: 'chancery', sub: 'zhoumin', exp: now() + MINUTE }).encode();
  await expect(verify(none)).rejects.toMatchObject(refused);
});

test('[ORG-06] a token signed with our public key as if it were a secret is refused', async () => {
  const pem = new TextEncoder().encode(await exportSPKI(keys.publicKey));
  await expect(verify(await token({}, { header: { alg: 'HS256' }, key: pem }))).rejects.toMatchObject(refused);
  const der = new Uint8Array(createPublicKey({ key: ours as never, format: 'jwk' }).export({ type: 'spki', format: 'der' }));
  await expect(verify(await token({}, { header: { alg: 'HS256' }, key: der }))).rejects.toMatchObject(refused);
});

test('[ORG-06] a token of another key is refused, also under our key id', async () => {
  const other = await generateKeyPair('RS256');
  await expect(verify(await token({}, { key: other.privateKey }))).rejects.toMatchObject(refused);
  await expect(verify(await token({}, { key: other.privateKey, header: { kid: 'theirs' } }))).rejects.toMatchObject(refused);
});

test('[ORG-06] a changed token is refused', async () => {
  const [head, body, signature] = (await token()).split('.');
  const changed = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body!, 'base64url').toString()), sub: 'somebody' })).toString('base64url');
  await expect(verify([head, changed, signature].join('.'))).rejects.toMatchObject(refused);
});

test('a verified token is remembered until it ends, and not longer', async () => {
  let at = Date.now();
  let turns = 0;
  const remembering = createVerifier({ issuer, keys: async () => (turns++, keys.publicKey), now: () => at });
  const mine = await token();
  await remembering(mine);
  await remembering(mine);
  expect(turns).toBe(1);
  at += 5 * MINUTE * 1000;
  await expect(remembering(mine)).rejects.toMatchObject(refused);
});

test('keys that cannot be had are no reason to send people away: busy', async () => {
  expect(asked).toBeGreaterThan(0);
  const away = createVerifier({ issuer, keys: 'http://127.0.0.1:9/certs' });
  await expect(away(await token())).rejects.toMatchObject({ kind: 'busy', code: 'identity-away' });
});

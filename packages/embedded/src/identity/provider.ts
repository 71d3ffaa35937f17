import { randomBytes } from 'node:crypto';
import Provider, { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { JWK } from 'jose';
import type { Realm } from '../realm';
import { claimsOf } from './claims';
import { clientsOf, loopback } from './clients';
import { errorPage, signOutPage } from './page';
import { demoPassword } from './password';
import type { People } from './people';
import type { Shelf } from './shelf';

/** The API as a resource: every access token is a JWT for the audience `chancery`. */
const resource = 'urn:chancery:api';
const scopes = 'openid profile email roles';

export interface ProviderParts {
  issuer: string;
  realm: Realm;
  people: People;
  shelf: Shelf;
  keys: { signing: JWK; cookies: string };
  secretOf(client: string): string;
}

const apiOf = ({ accessTokenLifespan }: Realm) => ({
  scope: scopes,
  audience: 'chancery',
  accessTokenFormat: 'jwt' as const,
  accessTokenTTL: accessTokenLifespan,
  jwt: { sign: { alg: 'RS256' as const } },
});

const languageOf = (ctx: KoaContextWithOIDC): 'zh' | 'en' => (ctx.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh');

/** Native applications ask for consent each time, unless told not to. */
function withoutConsent(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

function configurationOf(parts: ProviderParts): Configuration {
  const { people, realm, shelf, keys, secretOf } = parts;
  const api = apiOf(realm);
  return {
    adapter: (model: string) => shelf.adapter(model),
    clients: clientsOf(realm, secretOf),
    jwks: { keys: [keys.signing as never] },
    cookies: { keys: [keys.cookies], names: { session: 'chancery_identity', interaction: 'chancery_interaction', resume: 'chancery_resume' } },
    scopes: scopes.split(' '),
    claims: { openid: ['sub'], profile: ['preferred_username', 'name', 'given_name', 'family_name', 'groups'], email: ['email_verified'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, sub) => {
      const claims = claimsOf(people, sub);
      return claims && { accountId: sub, claims: async () => ({ sub, ...claims }) };
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          const named = ctx.oidc.entities.IdTokenHint ? randomBytes(12).toString('base64') : undefined;
          ctx.set('content-security-policy', `default-src 'none'; script-src ${named ? `'nonce-${named}'` : "'none'"}; frame-ancestors 'none'`);
          ctx.body = signOutPage(form, languageOf(ctx), named);
        },
      },
      resourceIndicators: { enabled: true, defaultResource: () => resource, useGrantedResource: () => true, getResourceServerInfo: () => api },
    },
    extraTokenClaims: (_ctx, token) => ({
      typ: 'Bearer',
      azp: token.clientId,
      ...(token.kind === 'AccessToken' ? claimsOf(people, token.accountId) : {}),
    }),
    formats: {
      customizers: {
        jwt: (_ctx, token, jwt) => {
          const account = token.kind === 'ClientCredentials' && token.clientId ? people.serviceAccount(token.clientId) : undefined;
          if (account) Object.assign(jwt.payload, { sub: account.id, preferred_username: account.username });
        },
      },
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: false,
    expiresWithSession: () => true,
    // The gateway and the directory are the platform's own: nobody is asked for consent.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(scopes);
      grant.addResourceScope(resource, scopes);
      await grant.save();
      return grant;
    },
    interactions: { policy: withoutConsent(), url: (_ctx, interaction) => `/realms/chancery/login-actions/authenticate/${interaction.uid}` },
    pkce: { required: () => true },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error_description ?? out.error, languageOf(ctx));
    },
    routes: {
      authorization: '/protocol/openid-connect/auth',
      token: '/protocol/openid-connect/token',
      jwks: '/protocol/openid-connect/certs',
      userinfo: '/protocol/openid-connect/userinfo',
      introspection: '/protocol/openid-connect/token/introspect',
      revocation: '/protocol/openid-connect/revoke',
      end_session: '/protocol/openid-connect/logout',
    },
    ttl: {
      AccessToken: realm.accessTokenLifespan,
      ClientCredentials: realm.accessTokenLifespan,
      IdToken: realm.accessTokenLifespan,
      AuthorizationCode: 60,
      Interaction: 1800,
      Session: realm.ssoSessionMaxLifespan,
      Grant: realm.ssoSessionMaxLifespan,
      RefreshToken: realm.ssoSessionMaxLifespan,
    },
  };
}

/** Keycloak's direct access grant: user name and password against a token, for scripts and tests. */
async function passwordGrant(ctx: KoaContextWithOIDC, { people, realm }: ProviderParts): Promise<void> {
  const { client, params, provider } = ctx.oidc;
  const user = people.named(String(params?.username ?? ''));
  if (!client || !user?.enabled || params?.password !== demoPassword) throw new errors.InvalidGrant('Invalid user credentials');
  const token = new provider.AccessToken({ client, accountId: user.id, scope: 'openid profile', gty: 'password' } as never);
  token.resourceServer = new provider.ResourceServer(resource, apiOf(realm));
  const value = await token.save();
  ctx.body = { access_token: value, expires_in: token.expiration, token_type: 'Bearer', scope: token.scope };
}

/** `oidc-provider` under Keycloak's paths, over the people of realm.json. */
export function makeProvider(parts: ProviderParts): Provider {
  const configuration = configurationOf(parts);
  const provider = new Provider(parts.issuer, configuration);
  provider.registerGrantType('password', (ctx) => passwordGrant(ctx, parts), ['username', 'password', 'scope']);
  // Registered without port and path, as in Keycloak: back to any page of the same machine.
  provider.Client.prototype.postLogoutRedirectUriAllowed = (uri: string) => loopback.includes(`${new URL(uri).protocol}//${new URL(uri).hostname}`);
  return provider;
}

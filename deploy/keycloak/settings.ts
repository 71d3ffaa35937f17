/** The realm without its people: token times, clients, the attributes that a person has. Secrets are places that the start fills in. */

const mapper = (name: string, protocolMapper: string, config: Record<string, string>): object => ({
  name,
  protocol: 'openid-connect',
  protocolMapper,
  config,
});

/** Every access token says `aud: chancery`; a person's token says the groups too, as full paths. */
const audience = mapper('audience', 'oidc-audience-mapper', {
  'included.custom.audience': 'chancery',
  'access.token.claim': 'true',
  'id.token.claim': 'false',
});
const groups = mapper('groups', 'oidc-group-membership-mapper', {
  'claim.name': 'groups',
  'full.path': 'true',
  'access.token.claim': 'true',
  'id.token.claim': 'false',
  'userinfo.token.claim': 'true',
});

const client = (clientId: string, name: string, more: object): object => ({
  clientId,
  name,
  enabled: true,
  protocol: 'openid-connect',
  publicClient: false,
  clientAuthenticatorType: 'client-secret',
  standardFlowEnabled: false,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  serviceAccountsEnabled: false,
  fullScopeAllowed: false,
  ...more,
});

export const clients: object[] = [
  client('chancery-gateway', 'Chancery gateway', {
    secret: '${CHANCERY_GATEWAY_SECRET}',
    standardFlowEnabled: true,
    // Keycloak takes every port of a loopback address that is registered without one.
    redirectUris: ['http://127.0.0.1/auth/callback', 'http://localhost/auth/callback', '${CHANCERY_PUBLIC_URL}/auth/callback'],
    webOrigins: ['+'],
    attributes: {
      'pkce.code.challenge.method': 'S256',
      'post.logout.redirect.uris': 'http://127.0.0.1/*##http://localhost/*##${CHANCERY_PUBLIC_URL}/*',
    },
    protocolMappers: [audience, groups],
  }),
  // For scripts and tests (`npm run token`): enabled by whoever installs, never on by itself outside the embedded profile.
  client('chancery-token', 'Chancery tokens for scripts', {
    publicClient: true,
    enabled: false,
    directAccessGrantsEnabled: true,
    protocolMappers: [audience, groups],
  }),
  client('chancery-directory', 'Chancery directory', {
    secret: '${CHANCERY_DIRECTORY_SECRET}',
    serviceAccountsEnabled: true,
    fullScopeAllowed: true,
    protocolMappers: [audience],
  }),
];

export const realmSettings = {
  realm: 'chancery',
  displayName: '文枢 Chancery',
  enabled: true,
  sslRequired: 'external',
  loginWithEmailAllowed: false,
  registrationAllowed: false,
  resetPasswordAllowed: false,
  editUsernameAllowed: false,
  bruteForceProtected: true,
  internationalizationEnabled: true,
  supportedLocales: ['zh-CN', 'en'],
  defaultLocale: 'zh-CN',
  accessTokenLifespan: 120,
  ssoSessionIdleTimeout: 28800,
  ssoSessionMaxLifespan: 43200,
  defaultSignatureAlgorithm: 'RS256',
  revokeRefreshToken: false,
  adminEventsEnabled: true,
  adminEventsDetailsEnabled: true,
  eventsEnabled: true,
  eventsExpiration: 604800,
};

const shown = { view: ['admin', 'user'], edit: ['admin'] };
const attribute = (name: string, displayName: string): object => ({ name, displayName, permissions: shown, multivalued: false });

/** Without this Keycloak asks each person for a mail address at the first sign-in, and drops what it does not know. */
export const userProfile = {
  'org.keycloak.userprofile.UserProfileProvider': [
    {
      providerId: 'declarative-user-profile',
      config: {
        'kc.user.profile.config': [
          JSON.stringify({
            attributes: [
              attribute('username', '${username}'),
              attribute('email', '${email}'),
              attribute('firstName', '${firstName}'),
              attribute('lastName', '${lastName}'),
              attribute('name_en', 'Name in Latin letters'),
              attribute('clearance', 'Clearance'),
            ],
          }),
        ],
      },
    },
  ],
};

import type { ClientMetadata } from 'oidc-provider';
import type { Realm } from '../realm';

/** Addresses that a sign-in may go back to, on every port: the embedded profile is for one machine. */
export const loopback = ['http://127.0.0.1', 'http://localhost'];

/** The clients of the realm as `oidc-provider` takes them, and the administrator. */
export function clientsOf(realm: Realm, secretOf: (client: string) => string): ClientMetadata[] {
  const clients = realm.clients.map((client): ClientMetadata => {
    const grants = [
      ...(client.standardFlowEnabled ? ['authorization_code', 'refresh_token'] : []),
      ...(client.directAccessGrantsEnabled ? ['password'] : []),
      ...(client.serviceAccountsEnabled ? ['client_credentials'] : []),
    ];
    return {
      client_id: client.clientId,
      grant_types: grants,
      response_types: client.standardFlowEnabled ? ['code'] : [],
      redirect_uris: (client.redirectUris ?? []).filter((uri) => loopback.some((origin) => uri.startsWith(`${origin}/`))),
      // A native application may use every port of a loopback address.
      application_type: 'native',
      ...(client.publicClient ? { token_endpoint_auth_method: 'none' } : { client_secret: secretOf(client.clientId) }),
    };
  });
  // Keycloak has the administrator of its master realm for this: whoever writes users and groups.
  return [
    ...clients,
    {
      client_id: 'identity-admin',
      client_secret: secretOf('identity-admin'),
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    },
  ];
}

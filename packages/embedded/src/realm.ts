import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A group as Keycloak's import and admin API write it. */
export interface RealmGroup {
  id: string;
  name: string;
  attributes: Record<string, string[]>;
  subGroups: RealmGroup[];
}

export interface RealmUser {
  id: string;
  username: string;
  enabled: boolean;
  firstName?: string;
  lastName?: string;
  email?: string;
  attributes?: Record<string, string[]>;
  /** Paths of groups, as `/衡川集团有限公司/办公室/办公室主任`. */
  groups?: string[];
  serviceAccountClientId?: string;
}

export interface RealmClient {
  clientId: string;
  enabled: boolean;
  publicClient: boolean;
  standardFlowEnabled: boolean;
  directAccessGrantsEnabled: boolean;
  serviceAccountsEnabled: boolean;
  redirectUris?: string[];
}

export interface Realm {
  realm: string;
  accessTokenLifespan: number;
  ssoSessionMaxLifespan: number;
  clients: RealmClient[];
  groups: RealmGroup[];
  users: RealmUser[];
}

/** deploy/keycloak/realm.json, which real Keycloak imports too: one source for both profiles. */
export function readRealm(): Realm {
  return JSON.parse(readFileSync(join(__dirname, '../../../deploy/keycloak/realm.json'), 'utf8')) as Realm;
}

import type { People } from './people';

/** What Keycloak's tokens say of a person, apart from the protocol's own claims. */
export interface PersonClaims {
  preferred_username: string;
  name: string;
  given_name: string;
  family_name: string;
  email_verified: boolean;
  /** Full paths, as `/衡川集团有限公司/办公室/办公室主任`. */
  groups: string[];
}

/** Claims of an enabled person; nothing for anyone else, so that no token is made. */
export function claimsOf(people: People, id: string): PersonClaims | undefined {
  const user = people.user(id);
  if (!user?.enabled || user.serviceAccountClientId) return undefined;
  const { firstName = '', lastName = '' } = user;
  return {
    preferred_username: user.username,
    name: `${firstName} ${lastName}`.trim(),
    given_name: firstName,
    family_name: lastName,
    email_verified: false,
    groups: people.groupsOf(id).map((group) => group.path),
  };
}

import { OrganisationService } from '@chancery/contracts/chancery/directory/v1/directory';
import type { ServiceManifest } from '@chancery/service';
import { join } from 'node:path';
import { follow } from './follow/follow';
import { getMe, listCompanies } from './organisation/me';
import { listDepartments, searchPeople } from './organisation/people';
import { scopedPosts } from './organisation/reach';

/** A setting that the start must give. @throws Error naming it: the service does not start. */
function needed(settings: Record<string, string>, name: string): string {
  const value = settings[name];
  if (!value) throw new Error(`directory: setting ${name} is missing`);
  return value;
}

/** 组织 — companies, departments, posts and people, from the identity provider to everybody. */
export const directory: ServiceManifest = {
  name: 'directory',
  title: { zh: '组织', en: 'Organisation' },
  kinds: [],
  registers: [],
  listens: {},
  jobs: {},
  serves: [{ definition: OrganisationService, handlers: { getMe, listCompanies, listDepartments, searchPeople } }],
  // Lets a group post name a company below as the acting one, to look: departments and people are shown there too.
  scopes: scopedPosts.map((post) => ({ post, kinds: [], registers: [], reach: 'below' as const })),
  migrations: join(__dirname, '..', 'migrations'),
  runs: [
    ({ settings, stop, log, inCompany }) =>
      follow(
        {
          issuer: needed(settings, 'identityIssuer'),
          clientId: settings.identityClient ?? 'chancery-directory',
          clientSecret: needed(settings, 'identitySecret'),
          every: settings.followEvery ? Number(settings.followEvery) : undefined,
          share: settings.massChangeShare ? Number(settings.massChangeShare) : undefined,
        },
        { stop, log, inCompany },
      ),
  ],
};

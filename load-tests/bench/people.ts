import type { Directory, Person } from '@chancery/domain';
import { embedded } from './parts.ts';

const { demoDirectory, demoPassword } = embedded;

/** Who applies and who decides: one company, four different people. */
export interface Cast {
  company: string;
  department: string;
  applicant: Person;
  deciders: Person[];
  directory: Directory;
}

/** Finds a department whose head, office director and general manager are three people, and somebody of it who is none of them. */
export function castOf(): Cast {
  const directory = demoDirectory();
  for (const company of directory.companies.keys())
    for (const department of directory.departments.keys()) {
      const one = (post: string, place: { company: string; department?: string }): Person | undefined => {
        const holders = directory.holders(post, place);
        return holders.length === 1 ? holders[0] : undefined;
      };
      const deciders = [one('dept-head', { company, department }), one('director', { company }), one('gm', { company })];
      const applicant = [...directory.people.values()].find((who) => directory.departmentOf(who.id, company) === department && !deciders.includes(who));
      if (applicant && deciders.every(Boolean) && new Set(deciders).size === 3) return { company, department, applicant, deciders: deciders as Person[], directory };
    }
  throw new Error('the demonstration group has no company for the benchmark');
}

/** A bearer token, fresh enough for one run. */
export async function tokenOf(identity: string, who: Person): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'chancery-token', username: who.username, password: demoPassword, scope: 'openid' });
  const answer = await fetch(`${identity}/realms/chancery/protocol/openid-connect/token`, { method: 'POST', body });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (!token) throw new Error(`no token for ${who.username}: ${answer.status}`);
  return token;
}

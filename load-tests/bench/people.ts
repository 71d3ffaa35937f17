import type { Person } from '@chancery/domain';
import { embedded } from './parts.ts';

const { demoDirectory, demoPassword } = embedded;

/** Who applies and who decides an important outgoing document of one company: review, read, sign by three different people. */
export interface Cast {
  company: string;
  applicant: Person;
  deciders: Person[];
}

/** Finds a company with one clerk, and a department of it where the three deciders are three people, and somebody of it who is none of them. */
export function castOf(): Cast {
  const directory = demoDirectory();
  for (const { id: department, companyId: company } of directory.departments.values()) {
    const one = (post: string, within?: string): Person | undefined => {
      const holders = directory.holders(post, { company, ...(within ? { department: within } : {}) });
      return holders.length === 1 ? holders[0] : undefined;
    };
    const deciders = [one('director'), one('leader-in-charge', department), one('gm')].filter((who) => who !== undefined);
    const applicant = [...directory.people.values()].find((who) => directory.departmentOf(who.id, company) === department && !deciders.includes(who));
    if (applicant && one('clerk') && new Set(deciders).size === 3) return { company, applicant, deciders };
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

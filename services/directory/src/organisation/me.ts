import type { GetMeRequest, ListCompaniesRequest, ListCompaniesResponse, Me, MyCompany } from '@chancery/contracts/chancery/directory/v1/directory';
import { actorId, type Directory, Refusal } from '@chancery/domain';
import type { Handler } from '@chancery/service';
import { reachOf } from './reach';

const inOrder = (directory: Directory): ((a: { id: string }, b: { id: string }) => number) => {
  const depth = (id: string): string => [...directory.above(id).reverse(), id].map((one) => directory.companies.get(one)?.code ?? '').join('/');
  return (a, b) => (depth(a.id) < depth(b.id) ? -1 : 1);
};

/** 我 — the caller, and the companies that the caller may act or look in: by a post there, or by group scope (ORG-02, ORG-04). */
export const getMe: Handler<GetMeRequest, Me> = async ({ actor, directory }) => {
  const person = directory.people.get(actorId(actor));
  if (!person?.enabled) throw new Refusal('unknown', 'no-person', { zh: '请先登录', en: 'Please sign in' });
  const seen = reachOf(directory, person.id);
  const companies = [...directory.companies.values()].toSorted(inOrder(directory)).flatMap((company): MyCompany[] => {
    const holdings = person.holdings.filter((holding) => holding.companyId === company.id);
    if (!holdings.length && !seen.has(company.id)) return [];
    return [{ company, by: holdings.length ? 'post' : 'scope', holdings }];
  });
  return { person, companies };
};

/** 公司 — every company of the group, superior first: an addressee is chosen among them. */
export const listCompanies: Handler<ListCompaniesRequest, ListCompaniesResponse> = async ({ directory }) => ({
  companies: [...directory.companies.values()].toSorted(inOrder(directory)),
});

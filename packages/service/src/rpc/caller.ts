import { person, Refusal, type Actor, type Directory } from '@chancery/domain';
import type { Metadata } from '@grpc/grpc-js';
import type { Verifier } from '../auth';
import type { Scope } from '../manifest';
import { traceFrom, type Trace } from '../telemetry';

/** Who calls, for which company, in which language: checked on this hop, whatever the gateway has checked. */
export interface Caller {
  actor: Actor;
  company: string;
  /** `seat`: neither post nor scope opens the company; what the engine's sight allows remains (ORG-10). */
  by: 'post' | 'scope' | 'seat' | 'person';
  language: 'zh' | 'en';
  key: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const one = (metadata: Metadata, name: string): string => String(metadata.get(name)[0] ?? '');

export const traceOf = (metadata: Metadata): Trace => traceFrom(one(metadata, 'traceparent'));

const noCompany = (): Refusal => new Refusal('invalid', 'company-missing', { zh: '请说明办理事项的公司', en: 'Say which company is acted for (Chancery-Company)' });
const unknownCompany = (): Refusal => new Refusal('missing', 'company', { zh: '未找到该公司', en: 'There is no such company' });

/**
 * Verifies the token, finds the person, and judges how the company is entered (ORG-03, ORG-04, ORG-06).
 *
 * @throws Refusal `unknown` without a valid token or for a disabled person; `missing` for a company that is not entered.
 */
export async function callerOf(metadata: Metadata, needs: { personal: boolean; seat: boolean }, { verify, directory, scopes }: { verify: Verifier; directory: Directory; scopes: Scope[] }): Promise<Caller> {
  const { sub } = await verify(/^Bearer (.+)$/i.exec(one(metadata, 'authorization'))?.[1]);
  const who = directory.people.get(sub);
  if (!who?.enabled) throw new Refusal('unknown', 'signed-out', { zh: '账号已停用或尚未同步，请联系管理员', en: 'The account is disabled or not known yet' });
  const shared = { actor: person(sub), language: one(metadata, 'chancery-language') === 'en' ? ('en' as const) : ('zh' as const), key: one(metadata, 'chancery-key') };
  if (needs.personal) return { ...shared, company: '', by: 'person' };
  const company = one(metadata, 'chancery-company');
  if (!company) throw noCompany();
  if (!UUID.test(company) || !directory.companies.has(company)) throw unknownCompany();
  if (directory.belongs(sub, company)) return { ...shared, company, by: 'post' };
  const reaches = scopes.some((scope) => scope.reach === 'below' && who.holdings.some((holding) => holding.post === scope.post && directory.covers(holding.companyId, company)));
  if (reaches) return { ...shared, company, by: 'scope' };
  if (needs.seat) return { ...shared, company, by: 'seat' };
  throw unknownCompany();
}

import { call } from './request';
import type { CompanyView, FoundView, MeView, Wire } from './wire';
import type { Department } from '@chancery/contracts/chancery/directory/v1/directory';

export const getMe = (): Promise<MeView> => call('/api/directory/me');
export const getCompanies = (): Promise<{ companies?: CompanyView[] }> => call('/api/directory/companies');
export const getDepartments = (company: string): Promise<{ departments?: Wire<Department>[] }> => call('/api/directory/departments', { company });
export const findPeople = (company: string, q: string, signal?: AbortSignal): Promise<{ people?: FoundView[] }> =>
  call('/api/directory/people', { company, query: { q }, ...(signal ? { signal } : {}) });

import { call } from './request';
import type { Form, RegisterDrawn } from './wire';

export interface RegisterQuery {
  sort: string;
  filter: string[];
  search: string;
}
export interface RegisterLines {
  lines?: Form[];
  next?: string;
  total?: string | number;
  gaps?: string[];
}

export const getRegisters = (service: string, company: string): Promise<{ registers?: RegisterDrawn[] }> => call(`/api/${service}/registers`, { company });

export const pageRegister = (service: string, company: string, register: string, query: RegisterQuery, after?: string): Promise<RegisterLines> =>
  call(`/api/${service}/registers/${register}`, { company, query: { ...query, page_size: 200, after } });

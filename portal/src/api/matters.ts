import { call } from './request';
import type { Form, KindView, MatterView, VersionView, WayView } from './wire';

/** Where a matter lies: its service, its company and its id. */
export interface Place {
  service: string;
  company: string;
  matter: string;
}

const at = (place: Place): string => `/api/${place.service}/matters/${place.matter}`;

export const getMatter = (place: Place): Promise<MatterView> => call(at(place), { company: place.company });
export const getWay = (place: Place): Promise<WayView> => call(`${at(place)}/way`, { company: place.company });
export const getVersions = (place: Place): Promise<{ versions?: VersionView[] }> => call(`${at(place)}/versions`, { company: place.company });
export const getKinds = (service: string, company: string): Promise<{ kinds?: KindView[] }> => call(`/api/${service}/kinds`, { company });

export interface Acted {
  opinion?: string;
  entry?: Form;
  textVersion?: number;
  target?: string;
  way?: string;
  personId?: string;
}

/** One of the operations that the server listed, on a task. @throws Problem, 409 `too-late` when somebody was faster. */
export const act = (place: Place, task: string, operation: string, body: Acted, key: string): Promise<MatterView> =>
  call(`${at(place)}/tasks/${task}/${operation}`, { method: 'POST', company: place.company, body, key });

/** One of the operations that the server listed, on the matter. */
export const operate = (place: Place, operation: string, body: { reason?: string; version?: number; taskId?: string }, key: string): Promise<MatterView> =>
  call(`${at(place)}/${operation}`, { method: 'POST', company: place.company, body, key });

export const openMatter = (service: string, company: string, kind: string, form: Form, submit: boolean, key: string): Promise<MatterView> =>
  call(`/api/${service}/${kind}`, { method: 'POST', company, body: { form, submit }, key });

export const changeDraft = (place: Place, form: Form, version: number, key: string): Promise<MatterView> =>
  call(at(place), { method: 'PATCH', company: place.company, body: { form, version }, key });

export const listMatters = (service: string, company: string, list: string, after?: string): Promise<{ matters?: MatterView[]; next?: string }> =>
  call(`/api/${service}/matters`, { company, query: { list, page_size: 50, after } });

import { call } from './request';
import type { CountsView, NoticeView, RowView } from './wire';

export interface InboxPage {
  rows?: RowView[];
  next?: string;
  counts?: CountsView;
}
/** A position of a service's stream of events that the inbox should have seen. */
export interface Seen {
  service: string;
  position: string;
}

export const pageSize = 200;

export const getInbox = (view: string, after?: string, seen?: Seen): Promise<InboxPage> =>
  call('/api/workbench/inbox', { query: { view, after, page_size: pageSize, service: seen?.service, position: seen?.position } });

/** The counts alone: one row is asked for, since none is not a page. */
export const getCounts = async (): Promise<CountsView> => (await call<InboxPage>('/api/workbench/inbox', { query: { view: 'all', page_size: 1 } })).counts ?? {};

export const getNotices = (after?: string): Promise<{ notices?: NoticeView[]; next?: string; unread?: number }> =>
  call('/api/workbench/notices', { query: { after, page_size: 50 } });

export const readNotices = (ids: string[], key: string): Promise<object> => call('/api/workbench/notices/read', { method: 'POST', body: { ids }, key });

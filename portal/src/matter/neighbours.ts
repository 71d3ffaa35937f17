import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { InboxPage } from '../api/workbench';
import type { RowView } from '../api/wire';
import { grouped } from '../inbox/groups';
import { useGone } from '../inbox/gone';
import { companyAt, useSession } from '../session';
import { t } from '../words';

/** The tasks before and after this one in the inbox as it was last seen, so that one need not go back to go on. */
export function useNeighbours(task: string, matter: string): { before: string | undefined; after: string | undefined; position: string } {
  const client = useQueryClient();
  const { companies } = useSession();
  const gone = useGone();
  const data = client.getQueryData<InfiniteData<InboxPage>>(['inbox', 'all']);
  const all = grouped((data?.pages ?? []).flatMap((page) => page.rows ?? []), new Date()).rows;
  const index = all.findIndex((row) => row.taskId === task || (!task && row.matterId === matter));
  if (index < 0) return { before: undefined, after: undefined, position: '' };
  const go = (row: RowView | undefined): string | undefined =>
    row && `/${companyAt(companies, row.companyId)?.code ?? row.companyId}/${row.service}/matters/${row.matterId}?task=${row.taskId}`;
  const left = (row: RowView): boolean => !gone.has(row.taskId);
  return {
    before: go(all.slice(0, index).findLast(left)), after: go(all.slice(index + 1).find(left)),
    position: t('inbox.position', { n: index + 1, all: Math.max(data?.pages[0]?.counts?.all ?? 0, all.length) }),
  };
}

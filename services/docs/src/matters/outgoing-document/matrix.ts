import type { MatrixRow } from '@chancery/approval';

/** 签发权限 — who signs for issue: important documents the chairman or general manager, ordinary ones the leader in charge (DOUT-13, APR-18). */
export const signForIssue: MatrixRow[] = [
  {
    id: 'important-decision',
    when: { all: [{ field: 'importance', is: 'important' }, { field: 'documentKind', is: 'decision' }] },
    post: 'chairman',
    of: 'company',
    words: { zh: '重要决定由董事长签发', en: 'Important decisions are signed for issue by the chairman' },
  },
  {
    id: 'important',
    when: { field: 'importance', is: 'important' },
    post: 'gm',
    of: 'company',
    words: { zh: '重要文件由总经理签发', en: 'Important documents are signed for issue by the general manager' },
  },
  {
    id: 'ordinary',
    when: { field: 'importance', is: 'ordinary' },
    post: 'leader-in-charge',
    of: 'applicant',
    words: { zh: '一般文件由分管领导签发', en: 'Ordinary documents are signed for issue by the leader in charge' },
  },
];

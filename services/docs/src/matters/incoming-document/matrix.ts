import type { MatrixRow } from '@chancery/approval';

/** 批示权限 — who instructs on an important document: what comes from above the general manager, else the leader in charge of the office (DIN-02). */
export const instruction: MatrixRow[] = [
  {
    id: 'from-above',
    when: { field: 'relation', is: 'superior' },
    post: 'gm',
    of: 'company',
    words: { zh: '上级来文由总经理批示', en: 'Documents from above are instructed by the general manager' },
  },
  {
    id: 'others',
    when: { field: 'relation', in: ['peer', 'subordinate'] },
    post: 'leader-in-charge',
    of: 'applicant',
    words: { zh: '其他重要来文由分管领导批示', en: 'Other important documents are instructed by the leader in charge' },
  },
];

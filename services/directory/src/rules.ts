import { rule } from '@chancery/domain';

/** What one reading of the identity provider would take away from people. */
export interface Loss {
  /** Enabled people with a post before. */
  total: number;
  /** Those of them who would be disabled or gone. */
  lost: number;
  /** Share of people above which a change waits, 0 to 1. */
  share: number;
}

/** A change that shuts out more than three people and more than the set share waits for confirmation (ORG-06, architecture §7). */
export const fewLeaveAtOnce = rule<Loss>(
  'ORG-06',
  {
    zh: '一次变更将停用 {lost} 人（共 {total} 人），须确认后执行',
    en: 'One change would shut out {lost} of {total} people; it waits for confirmation',
  },
  ({ total, lost, share }) => lost <= 3 || lost <= total * share,
);

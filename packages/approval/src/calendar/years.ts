/** What one year adds to the rule "Monday to Friday": days off, and Saturdays and Sundays that are worked. */
export interface YearDays {
  status: 'published' | 'provisional';
  /** `MM-DD`, or `MM-DD..MM-DD` for days in a row. */
  off: string[];
  worked: string[];
}

/**
 * 节假日 — State Council office notices for 2024, 2025 and 2026 (published each autumn for the next year only). 2027 is provisional:
 * the thirteen days that the law fixes (元旦 1, 春节 4 with the eve, 清明 1, 劳动 2, 端午 1, 中秋 1, 国庆 3), no make-up days.
 */
export const years: Record<number, YearDays> = {
  2024: {
    status: 'published',
    off: ['01-01', '02-10..02-17', '04-04..04-06', '05-01..05-05', '06-08..06-10', '09-15..09-17', '10-01..10-07'],
    worked: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  2025: {
    status: 'published',
    off: ['01-01', '01-28..02-04', '04-04..04-06', '05-01..05-05', '05-31..06-02', '10-01..10-08'],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  2026: {
    status: 'published',
    off: ['01-01..01-03', '02-15..02-23', '04-04..04-06', '05-01..05-05', '06-19..06-21', '09-25..09-27', '10-01..10-07'],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
  2027: {
    status: 'provisional',
    off: ['01-01', '02-05..02-08', '04-05', '05-01..05-02', '06-09', '09-15', '10-01..10-03'],
    worked: [],
  },
};

const SHANGHAI = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day of a moment where the companies are: `2026-11-24`. */
export const dayOf = (at: Date): string => SHANGHAI.format(at);
export const yearOf = (at: Date): number => Number(dayOf(at).slice(0, 4));
/** A day as the database's driver takes and gives it: midnight UTC, no zone meant. */
export const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const asDay = (date: Date): string => date.toISOString().slice(0, 10);

import { language } from '../words';

/** Times are those of the company, wherever the reader is: all companies of the group keep Beijing time, which knows no summer time. */
const ahead = 8 * 3_600_000;
const day = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');
/** The moment as a calendar of the company's zone shows it, read by the UTC getters. */
const local = (at: Date): Date => new Date(at.getTime() + ahead);
export const clock = (at: Date): string => `${two(local(at).getUTCHours())}:${two(local(at).getUTCMinutes())}`;
const midnight = (at: Date): number => Math.floor((at.getTime() + ahead) / day) * day;
export const elsewhere = (now: Date): boolean => now.getTimezoneOffset() * -60_000 !== ahead;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };

export const daysBetween = (from: Date, to: Date): number => Math.round((midnight(to) - midnight(from)) / day);

/** Monday is the first day of a week. */
export const sameWeek = (one: Date, other: Date): boolean => {
  const monday = (at: Date): number => midnight(at) - ((local(at).getUTCDay() + 6) % 7) * day;
  return Math.abs(monday(one) - monday(other)) < day / 2;
};

/** Day: 11-24, in another year 2026-11-24; English 24 Nov, 24 Nov 2026 (design §5). */
export function onDay(at: Date, now: Date): string {
  const [date, other] = [local(at), local(at).getUTCFullYear() !== local(now).getUTCFullYear()];
  if (language() === 'en') return `${date.getUTCDate()} ${months[date.getUTCMonth()]}${other ? ` ${date.getUTCFullYear()}` : ''}`;
  return `${other ? `${date.getUTCFullYear()}-` : ''}${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** Day and time: 11-24 09:18. */
export const at = (when: Date, now: Date): string => `${onDay(when, now)} ${clock(when)}`;

/** Near day by its word: 今天 17:30, 明天, 昨天, 周五 in this week; else the day. */
export function near(when: Date, now: Date): string {
  const away = daysBetween(now, when);
  const words = language() === 'en' ? ['Yesterday', 'Today', 'Tomorrow'] : ['昨天', '今天', '明天'];
  if (Math.abs(away) <= 1) return `${words[away + 1]} ${clock(when)}`;
  if (sameWeek(when, now)) return `${weekdays[language()][local(when).getUTCDay()]} ${clock(when)}`;
  return away < 0 ? onDay(when, now) : at(when, now);
}

/** A near day inside a sentence: English does not begin it with a capital there. */
export const within = (text: string): string => (language() === 'en' ? text.replace(/^(Today|Tomorrow|Yesterday)/, (word) => word.toLowerCase()) : text);

/** In a list of today's tasks the clock alone is enough. */
export const short = (when: Date, now: Date): string => (daysBetween(now, when) === 0 ? clock(when) : near(when, now));

/** A length of time: 3 小时 20 分, 2 天; English 3 h 20 min, 2 days. */
export function length(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const english = language() === 'en';
  if (days > 0) return english ? `${days} ${days === 1 ? 'day' : 'days'}` : `${days} 天`;
  if (hours > 0) {
    const rest = minutes % 60;
    return english ? `${hours} h${rest ? ` ${rest} min` : ''}` : `${hours} 小时${rest ? ` ${rest} 分` : ''}`;
  }
  return english ? `${minutes} min` : `${minutes} 分`;
}

/** The biggest unit only, for what is overdue: 4 小时, 1 天. */
export function overdueBy(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  if (language() === 'en') return `${hours < 1 ? `${Math.max(1, Math.floor(ms / 60_000))} min` : length(hours * 3_600_000)} overdue`;
  return `逾期 ${hours < 1 ? `${Math.max(1, Math.floor(ms / 60_000))} 分` : length(hours * 3_600_000)}`;
}

export interface Due {
  text: string;
  tone: 'over' | 'soon' | '';
}

/** When something is due, and how loud that is: overdue, due today or tomorrow, later. */
export function due(when: string | undefined, now: Date, brief = false): Due | undefined {
  if (!when) return undefined;
  const moment = new Date(when);
  const left = moment.getTime() - now.getTime();
  if (left < 0) return { text: overdueBy(-left), tone: 'over' };
  return { text: brief ? short(moment, now) : near(moment, now), tone: daysBetween(now, moment) <= 1 ? 'soon' : '' };
}

/** A calendar day as the contract sends it, `2026-11-24` or `{ value }`. */
export function localDate(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? (value as { value?: unknown }).value : value;
  return typeof text === 'string' ? text.slice(0, 10) : '';
}

/** The beginning of a calendar day, to be shown by `onDay`. */
export const dayStart = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

import type { WorkingTime } from '../process';
import type { WorkingCalendar } from '../walk/types';
import { years as published, type YearDays } from './years';

const minute = 60;
const day = 24 * 60 * minute;
/** China has one time zone and no summer time: a fixed shift is exact. */
const shanghai = 8 * 60 * minute;
/** 08:30–12:00 and 13:30–17:30, in seconds of the day. */
const hours: readonly [number, number][] = [
  [510 * minute, 720 * minute],
  [810 * minute, 1050 * minute],
];
const workingDay = hours.reduce((sum, [from, to]) => sum + to - from, 0);

const name = (date: number): string => new Date(date * day * 1000).toISOString().slice(0, 10);

function expand(year: number, ranges: string[]): string[] {
  return ranges.flatMap((range) => {
    const [first, last = first] = range.split('..').map((one) => Date.parse(`${year}-${one}T00:00:00Z`) / 1000 / day);
    return Array.from({ length: last! - first! + 1 }, (_, index) => name(first! + index));
  });
}

/**
 * 工作日历 — working time of 08:30–12:00 and 13:30–17:30, Asia/Shanghai, on working days. A working day is 7.5 working hours, so that
 * `'1wd'` from Monday 10:00 ends on Tuesday 10:00. A year that is not in the table is provisional: weekends only.
 *
 * @example workingCalendar().add(new Date('2026-02-13T09:00:00Z'), '1wd') // 2026-02-14, a make-up day
 */
export function workingCalendar(own: Record<number, YearDays> = {}): WorkingCalendar {
  const table = { ...published, ...own };
  const off = new Set<string>();
  const worked = new Set<string>();
  for (const [year, days] of Object.entries(table)) {
    expand(Number(year), days.off).forEach((one) => off.add(one));
    expand(Number(year), days.worked).forEach((one) => worked.add(one));
  }
  const isWorking = (date: number): boolean => {
    const text = name(date);
    if (worked.has(text)) return true;
    const weekday = (date + 4) % 7;
    return weekday !== 0 && weekday !== 6 && !off.has(text);
  };

  function add(from: Date, length: WorkingTime): Date {
    const amount = Number.parseFloat(length);
    let left = length.endsWith('wd') ? amount * workingDay : amount * 60 * minute;
    const local = Math.floor(from.getTime() / 1000) + shanghai;
    let at = local;
    for (let date = Math.floor(local / day); left > 0; date++) {
      if (!isWorking(date)) continue;
      for (const [opens, closes] of hours) {
        const start = Math.max(local, date * day + opens);
        const end = date * day + closes;
        if (start >= end || left <= 0) continue;
        const spent = Math.min(left, end - start);
        left -= spent;
        at = start + spent;
      }
    }
    return new Date((at - shanghai) * 1000);
  }

  function seconds(from: Date, to: Date): number {
    const start = Math.floor(from.getTime() / 1000) + shanghai;
    const end = Math.floor(to.getTime() / 1000) + shanghai;
    let sum = 0;
    for (let date = Math.floor(start / day); date * day < end; date++) {
      if (!isWorking(date)) continue;
      for (const [opens, closes] of hours) sum += Math.max(0, Math.min(end, date * day + closes) - Math.max(start, date * day + opens));
    }
    return sum;
  }

  return {
    add,
    seconds,
    isWorkingDay: (text) => isWorking(Date.parse(`${text}T00:00:00Z`) / 1000 / day),
    status: (year) => table[year]?.status ?? 'provisional',
  };
}

import { speak } from '../words';
import { daysBetween, due, length, localDate, near, onDay, overdueBy, sameWeek, short } from './dates';
import { bytes, money } from './numbers';

beforeAll(() => Object.assign(globalThis, { localStorage: { setItem: () => undefined, getItem: () => null } }));
afterEach(() => speak('zh'));

const now = new Date('2026-11-24T14:00:00+08:00');

test('days near to now have words, this week has weekdays, other days their date', () => {
  expect(near(new Date('2026-11-24T17:30:00+08:00'), now)).toBe('今天 17:30');
  expect(near(new Date('2026-11-25T17:30:00+08:00'), now)).toBe('明天 17:30');
  expect(near(new Date('2026-11-23T16:20:00+08:00'), now)).toBe('昨天 16:20');
  expect(near(new Date('2026-11-27T17:30:00+08:00'), now)).toBe('周五 17:30');
  expect(near(new Date('2026-12-10T17:30:00+08:00'), now)).toBe('12-10 17:30');
  expect(short(new Date('2026-11-24T17:30:00+08:00'), now)).toBe('17:30');
  expect(onDay(new Date('2025-11-24T00:00:00+08:00'), now)).toBe('2025-11-24');
  speak('en');
  expect(onDay(new Date('2026-11-24T00:00:00+08:00'), now)).toBe('24 Nov');
  expect(near(new Date('2026-11-27T17:30:00+08:00'), now)).toBe('Fri 17:30');
});

test('a week begins on Monday', () => {
  expect(sameWeek(new Date('2026-11-29T23:00:00+08:00'), now)).toBe(true);
  expect(sameWeek(new Date('2026-11-30T01:00:00+08:00'), now)).toBe(false);
  expect(daysBetween(now, new Date('2026-11-25T00:01:00+08:00'))).toBe(1);
});

test('lengths and due times say how late it is', () => {
  expect(length(3 * 3_600_000 + 20 * 60_000)).toBe('3 小时 20 分');
  expect(overdueBy(26 * 3_600_000)).toBe('逾期 1 天');
  expect(due('2026-11-24T13:00:00+08:00', now)).toEqual({ text: '逾期 1 小时', tone: 'over' });
  expect(due('2026-11-24T17:30:00+08:00', now, true)).toEqual({ text: '17:30', tone: 'soon' });
  expect(due(undefined, now)).toBeUndefined();
  speak('en');
  expect(length(3 * 3_600_000 + 20 * 60_000)).toBe('3 h 20 min');
  expect(overdueBy(26 * 3_600_000)).toBe('1 day overdue');
});

test('amounts stay exact, a day of the contract is read in both shapes', () => {
  expect(money({ amount: '386000', currency: 'CNY' })).toBe('386,000.00 元');
  expect(localDate({ value: '2026-11-24' })).toBe('2026-11-24');
  expect(localDate('2026-11-24')).toBe('2026-11-24');
  expect(localDate(undefined)).toBe('');
  expect([bytes(2048), bytes(3_145_728)]).toEqual(['2 KB', '3.0 MB']);
});

import { grouped, groupOf } from './groups';

const now = new Date('2026-11-24T14:00:00+08:00');
const row = (taskId: string, dueAt?: Date, held = false) => ({ taskId, matterId: taskId, service: 'docs', companyId: 'c', held, ...(dueAt ? { dueAt: dueAt.toISOString() } : {}) });

test('tasks stand under overdue, today, this week, later, without due time', () => {
  expect(groupOf(row('a', new Date('2026-11-24T13:00:00+08:00')), now)).toBe('overdue');
  expect(groupOf(row('a', new Date('2026-11-24T17:30:00+08:00')), now)).toBe('today');
  expect(groupOf(row('a', new Date('2026-11-27T12:00:00+08:00')), now)).toBe('week');
  expect(groupOf(row('a', new Date('2026-11-30T09:00:00+08:00')), now)).toBe('later');
  expect(groupOf(row('a'), now)).toBe('none');
  expect(groupOf(row('a', new Date('2026-11-20T00:00:00+08:00'), true), now)).toBe('none');
});

test('headings come with their counts and only where there is something', () => {
  const { items, rows } = grouped([row('1', new Date('2026-11-20T00:00:00+08:00')), row('2'), row('3', new Date('2026-11-24T18:00:00+08:00')), row('4', new Date('2026-11-19T00:00:00+08:00'))], now);
  expect(items.map((one) => (one.type === 'head' ? `${one.group} ${one.count}` : one.row.taskId))).toEqual(['overdue 2', '1', '4', 'today 1', '3', 'none 1', '2']);
  expect(rows.map((one) => one.taskId)).toEqual(['1', '4', '3', '2']);
});

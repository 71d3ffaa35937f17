import type { Person } from '@chancery/domain';
import { fewLeaveAtOnce } from '../rules';
import { compare, type Entry } from './compare';

const person = (id: string, enabled = true): Entry => ({
  kind: 'person',
  id,
  body: { id, username: id, name: id, nameEn: id, enabled, holdings: [], clearance: 'internal' } satisfies Person,
});
const people = (count: number): Entry[] => Array.from({ length: count }, (_, at) => person(`p${at}`));

test('[ORG-06] what is equal is not told again; what differs, is new or gone is', () => {
  const stored = [person('a'), person('b'), person('c')];
  const { changes, lost, total } = compare(stored, [person('a'), person('b', false), person('d')]);
  expect(changes).toEqual([person('b', false), person('d'), { kind: 'person', id: 'c', body: null }]);
  expect([lost, total]).toEqual([['b', 'c'], 3]);
  expect(compare(stored, stored).changes).toEqual([]);
});

test('[ORG-06] an entry that is gone stays gone, and may come back', () => {
  const gone: Entry = { kind: 'person', id: 'a', body: null };
  expect(compare([gone], []).changes).toEqual([]);
  expect(compare([gone], [person('a')])).toEqual({ changes: [person('a')], lost: [], total: 0 });
});

test('[ORG-06] more than three and more than the share at once wait for confirmation', () => {
  const loss = (count: number, of: number) => {
    const { lost, total } = compare(people(of), people(of).slice(count));
    return fewLeaveAtOnce.holds({ lost: lost.length, total, share: 0.2 });
  };
  expect([loss(3, 4), loss(4, 5), loss(4, 20), loss(5, 20), loss(20, 100), loss(21, 100)]).toEqual([true, false, true, false, true, false]);
});

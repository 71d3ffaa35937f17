import { indexAt } from './window';

test('the item at an offset is found by its edges', () => {
  const tops = [0, 31, 86, 141, 196];
  expect([0, 30, 31, 85, 86, 150, 999].map((offset) => indexAt(tops, offset))).toEqual([0, 0, 1, 1, 2, 3, 4]);
});

import { paragraph } from './blocks';
import { step } from './use-history';

const begin = { past: [], now: [paragraph('')], future: [], at: 0 };

test('keys close together are undone together, a new block is a step of its own', () => {
  let history = step(begin, { to: [paragraph('甲')], at: 1_000 });
  history = step(history, { to: [paragraph('甲乙')], at: 1_300 });
  history = step(history, { to: [paragraph('甲乙'), paragraph('')], at: 1_400 });
  expect(history.past).toHaveLength(2);
  history = step(history, 'undo');
  expect(history.now).toEqual([paragraph('甲乙')]);
  history = step(step(history, 'undo'), 'undo');
  expect(history.now).toEqual([paragraph('')]);
  history = step(step(history, 'redo'), 'redo');
  expect(history.now).toHaveLength(2);
});

test('writing after undoing forgets what was undone', () => {
  const undone = step(step(begin, { to: [paragraph('甲')], at: 1_000 }), 'undo');
  expect(step(undone, { to: [paragraph('丙')], at: 5_000 }).future).toEqual([]);
});

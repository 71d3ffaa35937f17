import { arrange, asksMore, contrary } from './arrange';

const op = (name: string, taskId = 't', more = {}) => ({ name, taskId, ...more });

test('the main one is the step’s own, returns stand left of it, the rest is quiet', () => {
  const { main, sides, quiet, urges } = arrange([op('transfer'), op('disagree'), op('return'), op('agree'), op('withdraw', ''), op('urge', 'x'), op('agree', 'other')], 't');
  expect(main?.name).toBe('agree');
  expect(sides.map((one) => one.name)).toEqual(['disagree', 'return']);
  expect(quiet.map((one) => one.name)).toEqual(['transfer', 'withdraw']);
  expect(urges).toHaveLength(1);
});

test('what the server does not list is not there', () => {
  expect(arrange([], 't')).toEqual({ main: undefined, sides: [], quiet: [], urges: [] });
});

test('an opinion that says no is held against a button that says yes', () => {
  expect(contrary('agree', '不同意，请重报')).toBe('不同意');
  expect(contrary('agree', '同意')).toBeUndefined();
  expect(contrary('disagree', '不同意')).toBeUndefined();
});

test('a return asks where to, a transfer to whom, an agreement asks nothing', () => {
  expect([asksMore(op('return')), asksMore(op('transfer')), asksMore(op('agree')), asksMore(op('redo', 't', { targets: [{ step: 'print' }] }))]).toEqual([true, true, false, true]);
});

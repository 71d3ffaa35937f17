import { drawn, opinions, tone } from './rounds';

const line = (no: number, step: string, operation: string, round = 1, opinion = '') => ({ no, step, operation, round, opinion, at: `2026-11-2${no}T09:00:00Z` });

test('a return ends a round and folds it under its heading', () => {
  const { rounds } = drawn({ lines: [line(1, 'draft', 'submit'), line(2, 'review', 'return', 1, '请补充'), line(3, 'draft', 'resubmit', 2)], open: [{ id: 't', step: 'review', round: 2, state: 'open' }] });
  expect(rounds.map((one) => [one.n, one.undone, one.steps.map((step) => step.step)])).toEqual([[1, true, ['draft', 'review']], [2, false, ['draft', 'review']]]);
  expect(rounds[0]?.ending?.opinion).toBe('请补充');
  expect(tone(rounds[0]!.steps[1]!)).toBe('r');
  expect(tone(rounds[1]!.steps[1]!)).toBe('c');
});

test('seats of one step stand together, those still open with those that have decided', () => {
  const { rounds } = drawn({ lines: [line(1, 'draft', 'submit'), line(2, 'countersign', 'agree'), line(3, 'countersign', 'agree')], open: [{ id: 'a', step: 'countersign', round: 1, state: 'open' }] });
  expect(rounds[0]?.steps.map((step) => [step.step, step.lines.length, step.open.length])).toEqual([['draft', 1, 0], ['countersign', 2, 1]]);
});

test('what is open is not shown ahead as well, and a held task is not current', () => {
  const way = drawn({ lines: [line(1, 'draft', 'submit')], open: [{ id: 'a', step: 'review', round: 1, state: 'held' }], ahead: [{ step: 'review' }, { step: 'sign' }] });
  expect(way.ahead.map((one) => one.step)).toEqual(['sign']);
  expect(tone(way.rounds[0]!.steps[1]!)).toBe('h');
});

test('opinions are the lines that say something', () => {
  expect(opinions({ lines: [line(1, 'draft', 'submit'), line(2, 'review', 'agree', 1, '同意。')] })).toHaveLength(1);
});

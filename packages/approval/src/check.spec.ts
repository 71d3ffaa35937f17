import { defineKind } from './kind';
import { awaiting, decide, doing, type Block } from './process';

const title = { zh: '环节', en: 'Step' };
const head = { title, who: { post: 'dept-head', of: 'applicant' } } as const;
const clerk = { title, who: { post: 'clerk', of: 'company' } } as const;
const owner = { title, owner: { post: 'clerk', of: 'company' }, on: { Done: 'next' } } as const;

const define =
  (steps: Block[], promises: { requires?: Record<string, string[]>; exempt?: string[]; effects?: string[] } = {}) =>
  () =>
    defineKind({
      kind: 'sample',
      title,
      serial: title,
      form: 'x',
      process: { title, version: 1, steps },
      requires: promises.requires ?? {},
      exempt: promises.exempt,
      titleOf: () => '',
      effects: Object.fromEntries((promises.effects ?? []).map((one) => [one, async () => undefined])),
    });

test('[APR-14] a kind in order is defined; each of its promises broken stops the service', () => {
  const steps = [decide('approve', head), doing('issue', clerk)];
  expect(define(steps, { requires: { issue: ['approve'] }, effects: ['issue'] })).not.toThrow();
  expect(define(steps, { effects: ['issue'] })).toThrow(
    'kind sample: OP-909: the effect at issue has neither required deciders nor a place on the exempt list',
  );
  expect(define(steps, { effects: ['issue'], exempt: ['issue'] })).not.toThrow();
  expect(define(steps, { requires: { gone: ['approve'] } })).toThrow('requires names no step: gone');
  expect(define(steps, { requires: { issue: ['gone'] } })).toThrow('requires names no step: gone');
  expect(define(steps, { exempt: ['gone'] })).toThrow('exempt names no step: gone');
  expect(define(steps, { requires: { issue: ['issue'] } })).toThrow('issue, required before issue, is no decide step');
  expect(define([...steps].reverse(), { requires: { issue: ['approve'] } })).toThrow('approve does not come before issue');
  expect(define([steps[0]!, steps[0]!])).toThrow('step approve stands twice');
});

test('[OP-829] a redo target before a fork, in another branch, or later than the step is refused in publishing', () => {
  const fork = {
    together: [
      { title, then: [decide('left', head), doing('left-done', { ...clerk, redo: ['left'] })] },
      { title, then: [decide('right', head)] },
    ],
  };
  expect(define([decide('first', head), fork, doing('last', { ...clerk, redo: ['first'] })])).not.toThrow();
  const target = (redo: string[]) =>
    define([
      decide('first', head),
      {
        together: [
          { title, then: [doing('left', { ...clerk, redo })] },
          { title, then: [decide('right', head)] },
        ],
      },
      doing('last', clerk),
    ]);
  expect(target(['first'])).toThrow('OP-829: first is no redo target of left');
  expect(target(['right'])).toThrow('OP-829: right is no redo target of left');
  expect(target(['last'])).toThrow('OP-829: last is no redo target of left');
  expect(target(['gone'])).toThrow('redo of left names no step: gone');
  expect(define([awaiting('seal', { ...owner, on: { Used: 'next', Refused: { redo: 'seal' } } })])).not.toThrow();
});

test('[OP-810] an await in a branch beside a decide step is refused in publishing', () => {
  const beside = (step: Block): Block[] => [
    {
      together: [
        { title, then: [awaiting('wait', owner)] },
        { title, then: [step] },
      ],
    },
  ];
  expect(define(beside(decide('approve', head)))).toThrow('OP-810');
  expect(define(beside(doing('carry', clerk)))).not.toThrow();
});

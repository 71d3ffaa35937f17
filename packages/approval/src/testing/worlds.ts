import { awaiting, decide, doing, type Block } from '../process';
import { group } from './group';

export const title = { zh: '环节', en: 'Step' };
const head = (step: string, more = {}) => decide(step, { title, who: { post: 'dept-head', of: 'applicant' }, due: '1wd', ...more });
const post = (step: string, name: string, more = {}) => decide(step, { title, who: { post: name, of: 'company' }, due: '1wd', ...more });
const clerk = (step: string, more = {}) => doing(step, { title, who: { post: 'clerk', of: 'company' }, due: '1wd', ...more });
const wait = (step: string, more = {}) =>
  awaiting(step, { title, owner: { post: 'clerk', of: 'company' }, on: { Used: 'next', Short: { redo: step } }, ...more });

export interface World {
  steps: Block[];
  requires?: Record<string, string[]>;
  exempt?: string[];
  effects?: string[];
  asks?: string[];
  strictEnterer?: boolean;
}

/** Processes to walk at random: every kind of block, step, mode, and loop is in one of them. */
export const worlds: World[] = [
  {
    steps: [head('department'), post('approve', 'gm'), clerk('number', { irreversible: true }), clerk('file', { redo: ['number'] })],
    requires: { number: ['department', 'approve'] },
    effects: ['number'],
  },
  ...(['all', 'any', 'majority', 'in-order'] as const).flatMap((mode): World[] => [
    {
      steps: [head('department'), post('panel', 'panel', { each: true, mode }), clerk('issue')],
      requires: { issue: ['department', 'panel'] },
      effects: ['issue'],
      strictEnterer: true,
    },
    {
      steps: [
        post('panel', 'panel', { each: true, mode, onRefusal: 'return', refuse: mode === 'in-order' ? 'first-no' : 'wait-all' }),
        post('last', 'panel'),
      ],
    },
  ]),
  {
    steps: [
      post('propose', 'director', { returns: { ways: ['straight'] } }),
      { when: { field: 'propose.important', is: true }, then: [post('instruct', 'gm')], otherwise: [post('note', 'legal')] },
      {
        together: [
          { title, then: [head('left'), clerk('carry', { redo: ['left'] })] },
          { title, then: [post('right', 'panel')] },
        ],
      },
      clerk('supervise', { redo: ['propose', 'supervise-first'].slice(0, 1) }),
    ],
    requires: { supervise: ['propose', 'instruct'] },
    effects: ['supervise'],
  },
  {
    steps: [
      clerk('register'),
      head('department'),
      clerk('number'),
      wait('seal'),
      wait('receipt', { each: 'to', on: { Received: 'next' }, byHand: true }),
      wait('filed', { on: { Filed: 'next', Faulty: { redo: 'number' } } }),
    ],
    requires: { number: ['department'], seal: ['department'] },
    exempt: ['register'],
    effects: ['register', 'number', 'seal'],
    asks: ['seal'],
  },
  {
    steps: [
      wait('seal'),
      {
        together: [
          { title, then: [wait('receipt', { each: 'to', on: { Received: 'next' } })] },
          { title, then: [clerk('copy')] },
        ],
      },
      wait('filed', { on: { Filed: 'next', Faulty: { redo: 'seal' } } }),
    ],
  },
  {
    steps: [head('department'), clerk('hold'), post('verify', 'director'), post('cost', 'gm'), clerk('pay'), clerk('end')],
    requires: { hold: ['department'], pay: ['verify', 'cost'] },
    effects: ['hold', 'pay'],
  },
  {
    steps: [
      {
        together: [
          { title, then: [head('own')], ownFate: true },
          { title, then: [post('fate', 'legal')], ownFate: true },
        ],
        join: 'any',
      },
      post('nobody', 'no-such-post'),
    ],
  },
];

export const people = ['he', 'han', 'zhou', 'wu', 'zheng', 'sun', 'wang', 'a', 'b', 'c', 'qian', 'wei', 'you', 'zhu', 'li'];
export const directories = [
  group(),
  group(
    {
      a: [
        ['panel', 'north'],
        ['dept-head', 'north/plans'],
      ],
    },
    2,
  ),
  group({ zhou: null, b: null }, 3),
  group(
    {
      he: [
        ['dept-head', 'north/plans'],
        ['panel', 'north'],
      ],
      zheng: null,
    },
    4,
  ),
  group(),
];
export const events = ['Used', 'Short', 'Received', 'Filed', 'Faulty', 'Unheard'];

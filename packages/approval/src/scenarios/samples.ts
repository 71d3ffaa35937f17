import type { Words } from '@chancery/domain';
import { awaiting, decide, doing, type DecideStep, type DoStep } from '../process';
import type { Given } from '../testing/story';

export const title = (zh: string): Words => ({ zh, en: zh });

type More<S> = Partial<Omit<S, 'type' | 'id'>>;

export const headOf = (id = 'department', more: More<DecideStep> = {}): DecideStep =>
  decide(id, { title: title('部门审批'), who: { post: 'dept-head', of: 'applicant' }, due: '1wd', ...more });
export const leader = (id = 'approve', more: More<DecideStep> = {}): DecideStep =>
  decide(id, { title: title('批准'), who: { post: 'leader-in-charge', of: 'applicant' }, due: '2wd', ...more });
export const by = (id: string, post: string, more: More<DecideStep> = {}): DecideStep =>
  decide(id, { title: title(id), who: { post, of: 'company' }, due: '1wd', ...more });
export const clerkDoes = (id: string, more: More<DoStep> = {}): DoStep =>
  doing(id, { title: title(id), who: { post: 'clerk', of: 'company' }, due: '1wd', ...more });
/** Countersign of the three people of the panel: a, b, c. */
export const panel = (id = 'panel', more: More<DecideStep> = {}): DecideStep =>
  decide(id, { title: title('会签'), who: { post: 'panel', of: 'company' }, each: true, due: '1wd', ...more });
export const seal = (more: Partial<Parameters<typeof awaiting>[1]> = {}) =>
  awaiting('seal', {
    title: title('用印'),
    owner: { post: 'clerk', of: 'company' },
    due: '2wd',
    on: { SealUsed: 'next', SealingRefused: { redo: 'seal' } },
    ...more,
  });

/** department → approve → number (irreversible, effect) → file. */
export const usual: Given = {
  steps: [headOf(), leader(), clerkDoes('number', { irreversible: true }), clerkDoes('file')],
  requires: { number: ['department', 'approve'] },
  effects: ['number'],
};

export const why = { opinion: '请说明理由' };

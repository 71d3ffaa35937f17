import type { Scenario } from '../testing/driver';
import { id } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, title, usual, why } from './samples';

/** Returns over a fork, and what a seat from outside opens. */
export const forks: Scenario[] = [
  {
    title: '[OP-001] an operation on the matter says which version was seen: an older one is refused, whatever the operation',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), leader()] })).open('he');
      expect(await story.refused('he', 'withdraw', { matterVersion: story.matter.version + 7 })).toMatchObject({ code: 'matter-changed', kind: 'stale' });
      await story.does('he', 'withdraw', { matterVersion: story.matter.version });
      expect(story.matter.state).toBe('draft');
    },
  },
  {
    title: '[OP-077][OP-221] returned to a step before the fork: the tasks of all branches are closed and told, the target opens anew, opinions stay',
    async run(driver) {
      const fork = {
        together: [
          { title: title('甲'), then: [by('left', 'director')] },
          { title: title('乙'), then: [by('right', 'legal')] },
        ],
      };
      const story = await (await Story.given(driver, { steps: [headOf(), fork, leader()] })).open('he');
      await story.does('zhou', 'agree', { opinion: '情况属实' });
      await story.does('zheng', 'return', { ...why, target: 'department' });
      expect(story.tasks()).toEqual(['department:zhou']);
      const line = await story.line();
      expect(line.closed.map((one) => [one.step, one.reason])).toEqual(expect.arrayContaining([['right', 'returned']]));
      expect(await story.told('task-closed')).toEqual(['wang']);
      expect(story.matter.tasks[0]).toMatchObject({ step: 'department', round: 2 });
      expect((await story.stage.lines(story.matter.id)).find((one) => one.step === 'department')).toMatchObject({ round: 1, opinion: '情况属实' });
    },
  },
  {
    title: '[ORG-10][OP-020] a seat opens its one matter and no other of that company, and goes on opening it after the seat has decided',
    async run(driver) {
      const world = {
        ...usual,
        steps: [by('group', 'group-leader', { who: { post: 'group-leader', of: 'company', company: 'headquarters' } as const }), clerkDoes('number')],
        requires: { number: ['group'] },
      };
      const seated = await (await Story.given(driver, world)).open('he');
      const other = await (await Story.given(driver, { steps: [headOf(), leader()] })).open('he');
      expect(await seated.stage.sees(seated.matter.id, id('qin'))).toBe(true);
      expect(await other.stage.sees(other.matter.id, id('qin'))).toBe(false);
      expect(await other.stage.allowed(other.matter.id, id('qin'))).toEqual([]);
      await seated.does('qin', 'agree');
      expect(await seated.stage.sees(seated.matter.id, id('qin'))).toBe(true);
      expect(await seated.stage.allowed(seated.matter.id, id('qin'))).toEqual([]);
    },
  },
];

import type { Who } from '../process';
import type { Scenario } from '../testing/driver';
import { group, id } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, leader, panel, title, usual, why } from './samples';

/** 办理人 — seats and who takes them. */
export const people: Scenario[] = [
  {
    title: '[OP-711] a post with several holders: one seat offered to all, who decides first has it; a countersign of the post asks each',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [by('one', 'panel'), panel('each'), leader()] })).open('he');
      expect(story.tasks()).toEqual(['one:a', 'one:b', 'one:c']);
      expect(story.matter.tasks.map((one) => one.seat)).toEqual([0, 0, 0]);
      const late = story.taskOf('c')!.id;
      await story.does('b', 'agree');
      expect(await story.told('task-closed')).toEqual(['a', 'c']);
      expect(await story.refused('c', 'agree', { task: late })).toMatchObject({ code: 'too-late' });
      expect(story.tasks()).toEqual(['each:a', 'each:c']);
      expect((await story.line()).marks).toEqual([`skipped:each:${id('b')}`]);
    },
  },
  {
    title:
      '[OP-720][OP-722][OP-725][APR-09] who has just agreed in the step before is not asked the same again; with another step between, or where the step says so, he is',
    async run(driver) {
      const story = await (
        await Story.given(driver, {
          steps: [by('first', 'gm'), by('second', 'gm'), by('third', 'gm', { skipRepeat: false }), clerkDoes('file'), by('fourth', 'gm')],
        })
      ).open('he');
      await story.does('sun', 'agree');
      expect(story.tasks()).toEqual(['third:sun']);
      expect(story.matter.walk['outcomes']).toEqual({ first: 'passed', second: 'skipped' });
      expect(await story.line()).toMatchObject({ marks: [`skipped:second:${id('sun')}`] });
      await story.does('sun', 'agree');
      await story.does('wu', 'done');
      expect(story.tasks()).toEqual(['fourth:sun']);
    },
  },
  {
    title: '[OP-721] a step that must be signed, and the last decision before an effect, are asked again',
    async run(driver) {
      const story = await Story.given(driver, {
        steps: [by('first', 'gm'), by('must', 'gm', { mustSign: true }), by('last', 'gm'), clerkDoes('number')],
        requires: { number: ['first', 'must', 'last'] },
      });
      await story.open('he');
      for (const step of ['first', 'must', 'last']) {
        expect(story.tasks()).toEqual([`${step}:sun`]);
        await story.does('sun', 'agree');
      }
      expect(story.matter.state).toBe('approved');
    },
  },
  {
    title: '[OP-723] two seats of a step that resolve to one person are one seat, which counts once',
    async run(driver) {
      const directory = group({
        zhou: [
          ['dept-head', 'north/plans'],
          ['dept-head', 'north/works'],
        ],
        jiang: null,
      });
      const step = by('departments', 'dept-head', { who: { post: 'dept-head', of: { field: 'to' } }, mode: 'majority' });
      const story = await (
        await Story.given(driver, { steps: [step, leader()], directory, text: { title: 'x', to: [id('plans'), id('works'), id('money')] } })
      ).open('he');
      expect(story.tasks()).toEqual(['departments:shen', 'departments:zhou']);
      expect((await story.line()).marks).toEqual([`merged:departments:${id('zhou')}`]);
      expect((story.matter.walk['seats'] as Record<string, unknown[]>)['departments']).toHaveLength(2);
      await story.does('zhou', 'agree');
      expect(story.tasks()).toEqual(['departments:shen']);
      await story.does('shen', 'agree');
      expect(story.tasks()).toEqual(['approve:qian']);
    },
  },
  {
    title: '[OP-723][OP-904] posts of a step with a holder in common: who decides at one seat leaves the other to the rest',
    async run(driver) {
      const world = {
        steps: [by('departments', 'x', { who: { post: 'dept-head', of: { field: 'to' } } }), clerkDoes('file')],
        text: { title: 'x', to: [id('works'), id('plans')] },
      };
      const story = await (
        await Story.given(driver, {
          ...world,
          directory: group({
            a: [
              ['dept-head', 'north/works'],
              ['dept-head', 'north/plans'],
            ],
          }),
        })
      ).open('he');
      expect(story.tasks()).toEqual(['departments:a', 'departments:a', 'departments:jiang', 'departments:zhou']);
      await story.does('a', 'agree');
      expect(story.tasks()).toHaveLength(1);
      expect(await story.refused('a', 'agree', { task: story.matter.tasks[0]!.id })).toMatchObject({ code: 'not-yours' });
      const other = story.matter.tasks[0]!.holder === id('jiang') ? 'jiang' : 'zhou';
      await story.does(other, 'agree');
      expect(story.tasks()).toEqual(['file:wu']);
    },
  },
  {
    title: '[OP-724] the same person in two parallel branches is asked in each',
    async run(driver) {
      const fork = {
        together: [
          { title: title('甲'), then: [by('left', 'gm')] },
          { title: title('乙'), then: [by('right', 'gm')] },
        ],
      };
      const story = await (await Story.given(driver, { steps: [fork] })).open('he');
      expect(story.tasks()).toEqual(['left:sun', 'right:sun']);
    },
  },
  {
    title: '[APR-03] who may act is said by post and place, by a name of the form, by a named person, by the first post that is held',
    async run(driver) {
      const whos: [Who, string][] = [
        [{ post: 'dept-head', of: 'applicant' }, 'zhou'],
        [{ post: 'leader-in-charge', of: 'applicant' }, 'qian'],
        [{ post: 'director', of: 'company' }, 'zheng'],
        [{ post: 'director', of: 'company', company: 'headquarters' }, 'zhu'],
        [{ post: 'dept-head', of: { field: 'to' } }, 'jiang'],
        [{ person: 'who' }, 'wang'],
        [{ named: 'seal.keeper' }, 'chen'],
        [
          {
            firstOf: [
              { post: 'nobody-has-it', of: 'company' },
              { post: 'gm', of: 'company' },
            ],
          },
          'sun',
        ],
      ];
      for (const [who, name] of whos) {
        const story = await Story.given(driver, {
          steps: [by('approve', 'x', { who })],
          text: { title: 'x', to: id('works'), who: id('wang') },
          people: async () => ({ 'seal.keeper': [id('chen')] }),
        });
        expect((await story.open('he')).tasks()).toEqual([`approve:${name}`]);
      }
    },
  },
  {
    title: '[OP-020][OP-352] an outside seat: a post of another company decides in this one; with nobody there its own administrator is asked',
    async run(driver) {
      const story = await (
        await Story.given(driver, {
          ...usual,
          steps: [by('group', 'group-leader', { who: { post: 'group-leader', of: 'company', company: 'headquarters' } }), clerkDoes('number')],
          requires: { number: ['group'] },
        })
      ).open('he');
      expect(story.tasks()).toEqual(['group:qin']);
      expect(await story.stage.sees(story.matter.id, id('qin'))).toBe(true);
      expect(await story.stage.sees(story.matter.id, id('zhu'))).toBe(false);
      expect(await story.refused('qin', 'transfer', { person: 'sun', ...why })).toMatchObject({ code: 'not-in-scope' });
      await story.does('qin', 'agree');
      expect(story.matter.state).toBe('approved');
      const empty = await Story.given(driver, {
        steps: [by('group', 'group-leader', { who: { post: 'group-leader', of: 'company', company: 'headquarters' } })],
        directory: group({ qin: null }),
      });
      expect((await empty.open('he')).tasks()).toEqual(['group:yang:assign']);
    },
  },
];

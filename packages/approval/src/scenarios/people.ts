import type { Who } from '../process';
import type { Scenario } from '../testing/driver';
import { group, id } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, panel, title, usual, why } from './samples';

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
    title:
      '[OP-730][APR-09] a decision that falls to the applicant goes to the superior: department head, leader in charge, general manager, chairman',
    async run(driver) {
      for (const [who, superior] of [
        ['zhou', 'qian'],
        ['qian', 'sun'],
        ['sun', 'li'],
      ] as const) {
        const post = { zhou: 'dept-head', qian: 'leader-in-charge', sun: 'gm' }[who];
        const story = await (
          await Story.given(driver, { steps: [by('approve', post), clerkDoes('file')], directory: group({ jiang: null, shen: null }) })
        ).open(who, { department: 'plans' });
        expect(story.tasks()).toEqual([`approve:${superior}`]);
        expect((await story.line()).marks).toEqual([`superior:approve:${id(superior)}`]);
      }
    },
  },
  {
    title: '[OP-730] nobody is above: the administrator is asked, once it is under way',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), by('approve', 'chairman')] })).open('he');
      await story.stage.setDirectory(group({ he: [['chairman', 'north']], li: null }, 2));
      await story.does('zhou', 'agree');
      expect(story.tasks()).toEqual(['approve:wei:assign']);
      expect((await story.line()).marks).toEqual(['no-superior:approve']);
    },
  },
  {
    title: '[OP-731] the superior has a seat in the step already: merged',
    async run(driver) {
      const story = await Story.given(driver, {
        steps: [by('both', 'gm', { who: { person: 'people' } }), clerkDoes('file')],
        text: { title: 'x', people: [id('zhou'), id('qian')] },
      });
      await story.open('zhou');
      expect(story.tasks()).toEqual(['both:qian']);
      await story.does('qian', 'agree');
      expect(story.tasks()).toEqual(['file:wu']);
    },
  },
  {
    title: '[OP-732] enterer and applicant are both barred in strict kinds; elsewhere only the applicant',
    async run(driver) {
      const strict = await (
        await Story.given(driver, { steps: [headOf(), clerkDoes('file')], strictEnterer: true })
      ).open('zhou', { applicant: 'he' });
      expect(strict.matter).toMatchObject({ applicant: id('he'), enterer: id('zhou') });
      expect(strict.tasks()).toEqual(['department:qian']);
      const free = await (await Story.given(driver, { steps: [headOf(), clerkDoes('file')] })).open('zhou', { applicant: 'he' });
      expect(free.tasks()).toEqual(['department:zhou']);
      await free.does('zhou', 'agree');
      expect(free.tasks()).toEqual(['file:wu']);
    },
  },
  {
    title: '[OP-733] the applicant is kept out of deciding on every way: transfer, assignment, a post taken up later',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), by('law', 'none-has-it'), leader()] })).open('he');
      expect(await story.refused('zhou', 'transfer', { person: 'he', ...why })).toMatchObject({ code: 'applicant', details: { status: 422 } });
      expect(await story.refused('he', 'agree', { task: story.matter.tasks[0]!.id })).toMatchObject({ kind: 'forbidden' });
      await story.does('zhou', 'agree');
      expect(await story.refused('wei', 'assign', { person: 'he' })).toMatchObject({ code: 'applicant' });
      await story.does('wei', 'assign', { person: 'wang' });
      await story.stage.setDirectory(group({ he: [['leader-in-charge', 'north', ['plans']]], qian: null }, 2));
      await story.does('wang', 'agree');
      expect(story.tasks()).toEqual(['approve:sun']);
    },
  },
  {
    title: '[OP-734] the applicant becomes holder of the post: the other holder, else the superior is asked',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), leader()] })).open('he');
      await story.does('zhou', 'return', { ...why, way: 'straight' });
      await story.stage.setDirectory(group({ he: [['dept-head', 'north/plans']], zhou: [['staff', 'north/plans']] }, 2));
      await story.does('he', 'resubmit');
      expect(story.tasks()).toEqual(['department:qian']);
    },
  },
  {
    title: "[OP-735] a do step of two persons is never the applicant's: the other holder of the post, else the administrator names one",
    async run(driver) {
      const steps = [clerkDoes('hand-out', { who: { post: 'keeper', of: 'company' }, twoPerson: true })];
      expect((await (await Story.given(driver, { steps, directory: group({ chu: [['keeper', 'north/office']] }) })).open('chen')).tasks()).toEqual([
        'hand-out:chu',
      ]);
      expect((await (await Story.given(driver, { steps })).open('chen')).tasks()).toEqual(['hand-out:wei:assign']);
    },
  },
  {
    title: "[OP-736] another do step may be the applicant's own",
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), clerkDoes('accept', { who: { applicant: true } })] })).open('he');
      await story.does('zhou', 'agree');
      await story.does('he', 'done');
      expect(story.matter.state).toBe('completed');
    },
  },
  {
    title: '[OP-737] the office applied: a holder of its post is not barred from deciding',
    async run(driver) {
      const story = await Story.given(driver, { steps: [by('look', 'clerk'), clerkDoes('file')] });
      story.matter = (await story.stage.openByEvent(
        { company: id('north'), applicant: 'office', form: { title: '清点' } },
        { id: 'e1', type: 'Due', key: 'k', value: {} },
      ))!;
      expect(story.tasks()).toEqual(['look:wu']);
      await story.does('wu', 'agree');
      expect(story.tasks()).toEqual(['file:wu']);
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

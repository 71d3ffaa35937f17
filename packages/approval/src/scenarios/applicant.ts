import type { Scenario } from '../testing/driver';
import { group, id } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, why } from './samples';

/** 申请人回避 — the applicant does not decide on the own matter, on whatever way a seat would come (OP-730 … OP-737). */
export const applicants: Scenario[] = [
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
];

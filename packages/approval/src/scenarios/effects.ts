import type { Scenario } from '../testing/driver';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, panel, seal, title, usual, why } from './samples';

export const effects: Scenario[] = [
  {
    title: '[OP-860][APR-14] an effect before its required deciders have agreed is refused; nothing has happened',
    async run(driver) {
      const fork = {
        together: [
          { title: title('甲'), then: [headOf()] },
          { title: title('乙'), then: [clerkDoes('prepare')] },
        ],
      };
      const beside = await Story.given(driver, {
        steps: [by('first', 'director'), fork, clerkDoes('issue')],
        requires: { issue: ['first', 'department'] },
        exempt: ['prepare'],
        effects: ['issue', 'prepare'],
      });
      await (await beside.open('he')).does('zheng', 'agree');
      await beside.does('wu', 'done');
      expect(beside.matter.state).toBe('running');
      expect(beside.ran.map((one) => one.step)).toEqual(['prepare']);
      // Every decider left out by the matter's own conditions: nobody has approved, so nothing is done.
      const nobody = await Story.given(driver, {
        steps: [headOf('department', { when: { field: 'external', is: true } }), clerkDoes('issue')],
        requires: { issue: ['department'] },
        effects: ['issue'],
      });
      await nobody.open('he');
      expect(nobody.matter.state).toBe('running');
      expect(await nobody.refused('wu', 'done')).toMatchObject({
        code: 'not-approved',
        kind: 'refused',
        details: { status: 422, arguments: { step: 'issue' } },
      });
      expect(nobody.ran).toEqual([]);
    },
  },
  {
    title: '[OP-860] a decider whom the conditions leave out is not waited for; one in a sibling branch is',
    async run(driver) {
      const world = {
        steps: [headOf(), leader('read', { when: { field: 'important', is: true } }), by('sign', 'gm'), clerkDoes('number')],
        requires: { number: ['department', 'read', 'sign'] },
        effects: ['number'],
      };
      const ordinary = await (await Story.given(driver, world)).open('he');
      await ordinary.does('zhou', 'agree');
      expect(ordinary.matter.state).toBe('running');
      await ordinary.does('sun', 'agree');
      expect(ordinary.matter.state).toBe('approved');
      const important = await (await Story.given(driver, { ...world, text: { title: 'x', important: true } })).open('he');
      await important.does('zhou', 'agree');
      expect(important.tasks()).toEqual(['read:qian']);
      await important.does('qian', 'agree');
      expect(important.matter.state).toBe('running');
    },
  },
  {
    title: '[OP-861] an exempt effect is made without a decider; a step that decides itself has its effect with its agreement',
    async run(driver) {
      const story = await Story.given(driver, {
        steps: [clerkDoes('register'), by('allot', 'director'), clerkDoes('open')],
        requires: { allot: ['allot'], open: ['allot'] },
        exempt: ['register'],
        effects: ['register', 'allot', 'open'],
      });
      await (await story.open('he')).does('wu', 'done');
      expect(story.ran.map((one) => one.step)).toEqual(['register']);
      expect(story.matter.state).toBe('running');
      await story.does('zheng', 'agree');
      expect(story.ran.map((one) => one.step)).toEqual(['register', 'allot']);
      expect(story.matter.state).toBe('approved');
    },
  },
  {
    title: '[OP-861] an effect that is both: exempt where no decider is on the way, else behind the decider',
    async run(driver) {
      const world = {
        steps: [by('consent', 'director', { when: { field: 'costly', is: true } }), clerkDoes('arrange'), clerkDoes('file')],
        requires: { arrange: ['consent'] },
        exempt: ['arrange'],
        effects: ['arrange'],
      };
      const ordinary = await (await Story.given(driver, world)).open('he');
      await ordinary.does('wu', 'done');
      expect(ordinary.ran).toHaveLength(1);
      const costly = await (await Story.given(driver, { ...world, text: { title: 'x', costly: true } })).open('he');
      expect(costly.tasks()).toEqual(['consent:zheng']);
      await costly.does('zheng', 'agree');
      expect(costly.matter.state).toBe('approved');
    },
  },
  {
    title: '[OP-862][APR-26] number and date, stated after signature, leave content hash and text version as they are',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('zhou', 'agree');
      await story.does('qian', 'agree');
      const { contentHash, textVersion } = story.matter;
      await story.does('wu', 'done', { entry: { number: '衡办〔2026〕3号', date: '2026-03-10' } });
      expect(story.matter).toMatchObject({ contentHash, textVersion });
      expect(await story.stage.versions(story.matter.id)).toHaveLength(1);
      expect(await story.line()).toMatchObject({ contentHash, textVersion });
    },
  },
  {
    title: '[OP-902] a countersign before an effect: approved once, the effect once, with the last agreement',
    async run(driver) {
      const story = await (
        await Story.given(driver, { steps: [panel(), clerkDoes('issue'), clerkDoes('file')], requires: { issue: ['panel'] }, effects: ['issue'] })
      ).open('he');
      for (const who of ['a', 'b']) {
        await story.does(who, 'agree');
        expect(story.matter.state).toBe('running');
      }
      await story.does('c', 'agree');
      expect(story.matter.state).toBe('approved');
      await story.does('wu', 'done');
      expect(story.ran).toHaveLength(1);
    },
  },
  {
    title: '[OP-860] a kept agreement stands for the effect while the content is the same',
    async run(driver) {
      const story = await (await Story.given(driver, { ...usual, material: ['title'], steps: [headOf(), leader(), clerkDoes('number')] })).open('he');
      await story.does('zhou', 'agree');
      await story.does('qian', 'return', { ...why, way: 'straight' });
      await story.does('he', 'resubmit', { form: { title: '关于购置设备的申请', note: '补充' } });
      await story.does('qian', 'agree');
      expect(story.matter.state).toBe('approved');
      await story.does('wu', 'done');
      expect(story.ran).toHaveLength(1);
    },
  },
  {
    title: '[OP-103] an asking await has its ground too: approved before it asks',
    async run(driver) {
      const story = await Story.given(driver, { steps: [headOf(), seal(), clerkDoes('file')], requires: { seal: ['department'] }, asks: ['seal'] });
      await (await story.open('he')).does('zhou', 'agree');
      expect(story.matter.state).toBe('approved');
      expect(story.ran.map((one) => one.step)).toEqual(['seal']);
    },
  },
];

import type { Opening } from '../kind';
import type { Scenario } from '../testing/driver';
import { group, id } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, usual, why } from './samples';

const event = (name: string) => ({ id: name, type: 'DocumentIssued', key: 'k', value: {} });
const opening = (more: Partial<Opening> = {}): Opening => ({ company: id('north'), applicant: 'office', form: { title: '来文' }, ...more });
const opened = async (
  driver: Parameters<Scenario['run']>[0],
  world: Parameters<typeof Story.given>[1],
  more: Partial<Opening> = {},
): Promise<Story> => {
  const story = await Story.given(driver, world);
  story.matter = (await story.stage.openByEvent(opening(more), event('event-1')))!;
  return story;
};

export const openedByEvent: Scenario[] = [
  {
    title: '[OP-840][APR-23] an event opens it running, without draft; the office applied; the text is frozen; the first task goes to the post',
    async run(driver) {
      const story = await opened(driver, { steps: [clerkDoes('receive'), by('propose', 'director')] });
      expect(story.matter).toMatchObject({ state: 'running', applicant: 'office', enterer: 'system', textVersion: 1, title: '来文' });
      expect(story.tasks()).toEqual(['receive:wu']);
      expect((await story.stage.versions(story.matter.id))[0]).toMatchObject({ number: 1, contentHash: story.matter.contentHash });
      expect(await story.line()).toMatchObject({ operation: 'open', actor: 'system', from: 'draft', to: 'running', key: 'event-1' });
    },
  },
  {
    title: '[OP-841] the same event again opens no second matter',
    async run(driver) {
      const story = await opened(driver, { steps: [clerkDoes('receive')] });
      const again = await story.stage.openByEvent(opening(), event('event-1'));
      expect(again === undefined || again.id === story.matter.id).toBe(true);
      const other = await story.stage.openByEvent(opening(), event('event-2'));
      expect(other!.id).not.toBe(story.matter.id);
    },
  },
  {
    title: '[OP-842] no matrix row, nobody at the post: it opens all the same and the administrator is asked',
    async run(driver) {
      expect((await opened(driver, { steps: [by('approve', 'x', { who: { matrix: 'none' } })] })).tasks()).toEqual(['approve:wei:assign']);
      expect((await opened(driver, { steps: [clerkDoes('receive')], directory: group({ wu: null }) })).tasks()).toEqual(['receive:wei:assign']);
    },
  },
  {
    title: '[OP-843][OP-845] returned to a drafter that is an office: the revise task goes to its post, and the post is told',
    async run(driver) {
      const story = await opened(driver, { steps: [by('propose', 'director')] });
      await story.does('zheng', 'return', why);
      expect(story.tasks()).toEqual(['revise:wu']);
      expect(await story.told('returned')).toEqual(['wu']);
      await story.does('wu', 'resubmit', { form: { title: '来文（更正）' } });
      expect(story.tasks()).toEqual(['propose:zheng']);
      const archive = await opened(driver, { steps: [by('propose', 'director')], office: 'keeper' });
      await archive.does('zheng', 'return', why);
      expect(archive.tasks()).toEqual(['revise:chen']);
    },
  },
  {
    title: '[OP-844] nobody is its applicant: neither withdraw nor discard',
    async run(driver) {
      const story = await opened(driver, { steps: [by('propose', 'director')] });
      for (const who of ['wu', 'wei', 'zheng'])
        for (const operation of ['withdraw', 'discard'])
          expect(await story.refused(who, operation)).toMatchObject({ code: 'not-yours', kind: 'forbidden' });
    },
  },
  {
    title: '[OP-845] what an applicant is told, the office post is told; the system is told nothing',
    async run(driver) {
      for (const [applicant, told] of [
        ['office', ['wu']],
        ['system', []],
      ] as const) {
        const story = await opened(
          driver,
          {
            ...usual,
            steps: [
              headOf('department', { who: { post: 'director', of: 'company' } }),
              leader('approve', { who: { post: 'gm', of: 'company' } }),
              clerkDoes('number'),
            ],
          },
          { applicant },
        );
        await story.does('zheng', 'agree');
        await story.does('sun', 'agree');
        expect(await story.told('approved')).toEqual(told);
      }
    },
  },
  {
    title: '[OP-846] asked by another company: the matter is of the receiving company, and the asker does not see it',
    async run(driver) {
      const story = await opened(driver, { steps: [clerkDoes('receive')] });
      expect(story.matter.company).toBe(id('north'));
      expect(await story.stage.sees(story.matter.id, id('you'))).toBe(false);
      expect(await story.refused('you', 'urge')).toMatchObject({ code: 'not-found', kind: 'missing' });
    },
  },
  {
    title: "[OP-847] opened under another matter's authority: approved at once, at the step named, the deciders kept",
    async run(driver) {
      const authorised = { at: 'number', matter: id('asking'), row: 'contract', deciders: [{ step: 'sign', person: id('sun') }] };
      const story = await opened(driver, usual, { authorised });
      expect(story.matter.state).toBe('approved');
      expect(story.tasks()).toEqual(['number:wu']);
      expect(story.matter.walk['authorised']).toEqual({ matter: id('asking'), row: 'contract', deciders: authorised.deciders });
      await story.does('wu', 'done');
      expect(story.ran.map((one) => one.step)).toEqual(['number']);
    },
  },
];

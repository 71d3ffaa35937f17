import { doing } from '../process';
import type { Scenario } from '../testing/driver';
import { id } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, panel, seal, title, usual, why } from './samples';

export const deciding: Scenario[] = [
  {
    title: '[OP-100][OP-070] submitting runs the matter: first step open, text frozen with its hash, the applicant told the way ahead with names',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he', { submit: false });
      expect(story.matter.state).toBe('draft');
      expect(story.matter.textVersion).toBe(0);
      await story.does('he', 'submit');
      expect(story.matter.state).toBe('running');
      expect(story.tasks()).toEqual(['department:zhou']);
      const [version] = await story.stage.versions(story.matter.id);
      expect(version).toMatchObject({ number: 1, contentHash: story.matter.contentHash, form: { title: '关于购置设备的申请' } });
      expect(await story.told()).toEqual(['task-opened:zhou', 'way-ahead:he']);
      const told = (await story.stage.told(story.matter.id)).find((one) => one.code === 'way-ahead')!;
      expect(told.arguments).toMatchObject({ steps: 'approve,number,file', people: [id('qian'), id('wu'), id('wu')].join(',') });
    },
  },
  {
    title: '[OP-101][APR-18] a matter that no row of the authority matrix covers is refused, naming the step; it stays a draft',
    async run(driver) {
      const story = await Story.given(driver, {
        steps: [headOf(), by('approve', 'gm', { who: { matrix: 'spending' } })],
        text: { title: 'x', amount: 900 },
        matrix: { spending: [{ id: 'small', when: { field: 'amount', below: 500 }, post: 'director', of: 'company', words: title('小额') }] },
      });
      await story.open('he', { submit: false });
      const refusal = await story.refused('he', 'submit');
      expect(refusal).toMatchObject({ code: 'no-authority', kind: 'refused', details: { status: 422, more: { step: 'approve' } } });
      expect(story.matter.state).toBe('draft');
      await story.does('he', 'submit', { form: { title: 'x', amount: 499 } });
      expect(story.matter.walk['rows']).toEqual({ spending: 'small' });
    },
  },
  {
    title: '[APR-18][APR-04] the first matching row of the matrix decides who; its id is kept with the matter',
    async run(driver) {
      const matrix = {
        spending: [
          { id: 'daily', when: { field: 'amount', below: 500 }, post: 'director', of: 'company' as const, words: title('日常') },
          { id: 'middle', when: { field: 'amount', below: 5000 }, post: 'leader-in-charge', of: 'applicant' as const, words: title('中额') },
          { id: 'large', post: 'gm', of: 'company' as const, words: title('大额') },
        ],
      };
      for (const [amount, row, who] of [
        [499, 'daily', 'zheng'],
        [500, 'middle', 'qian'],
        [5000, 'large', 'sun'],
      ] as const) {
        const story = await Story.given(driver, {
          steps: [by('approve', 'gm', { who: { matrix: 'spending' } })],
          matrix,
          text: { title: 'x', amount },
        });
        await story.open('he');
        expect(story.tasks()).toEqual([`approve:${who}`]);
        expect(story.matter.walk['rows']).toEqual({ spending: row });
      }
    },
  },
  {
    title: '[OP-101][OP-730] a step that falls to an applicant without superior is refused at submission',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [by('approve', 'chairman')] })).open('li', { submit: false });
      expect(await story.refused('li', 'submit')).toMatchObject({ code: 'no-superior', details: { status: 422, more: { step: 'approve' } } });
    },
  },
  {
    title: '[OP-102][OP-072][APR-21] a single seat agrees: the step passes, the next opens; persons are not told at every step',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('zhou', 'agree', { opinion: '同意' });
      expect(story.tasks()).toEqual(['approve:qian']);
      expect(await story.told()).toEqual(['task-opened:qian']);
      expect(story.matter.state).toBe('running');
    },
  },
  {
    title: '[OP-103][OP-907] the last required decider makes it approved in the same transaction; the do step opens; the applicant is told',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('zhou', 'agree');
      await story.does('qian', 'agree');
      expect(story.matter.state).toBe('approved');
      expect(story.tasks()).toEqual(['number:wu']);
      expect(await story.told()).toEqual(['approved:he', 'task-opened:wu']);
      expect(await story.line()).toMatchObject({ from: 'running', to: 'approved' });
      expect(story.ran).toEqual([]);
      await story.does('wu', 'done', { entry: { number: '3' } });
      expect(story.ran).toEqual([{ step: 'number', entry: { number: '3' }, round: 1, seat: 0 }]);
      await story.does('wu', 'done', { step: 'file' });
      expect(story.matter).toMatchObject({ state: 'completed', tasks: [] });
      expect(await story.told()).toEqual(['completed:he']);
    },
  },
  {
    title: '[OP-105][OP-074] a refused step ends the matter: all tasks in all branches closed, everybody concerned told; the opinion is obligatory',
    async run(driver) {
      const story = await Story.given(driver, {
        steps: [
          headOf(),
          {
            together: [
              { title: title('甲'), then: [by('law', 'legal')] },
              { title: title('乙'), then: [panel('panel', { mode: 'in-order' })] },
            ],
          },
          leader(),
        ],
      });
      await (await story.open('he')).does('zhou', 'agree', { opinion: '可' });
      expect(story.tasks()).toEqual(['law:wang', 'panel:a', 'panel:b:waiting', 'panel:c:waiting']);
      expect(await story.refused('wang', 'disagree')).toMatchObject({ code: 'opinion-required', details: { status: 422 } });
      await story.does('wang', 'disagree', { opinion: '与制度不符' });
      expect(story.matter).toMatchObject({ state: 'refused', tasks: [] });
      expect(await story.told('refused')).toEqual(['he', 'wang', 'zhou']);
      expect(await story.told('task-closed')).toEqual(['a', 'b', 'c']);
      expect((await story.line()).closed.map((one) => one.reason).sort()).toEqual(['done', 'refused', 'refused', 'refused']);
    },
  },
  {
    title: '[OP-106] refuse rule "return": a disagreement sends the matter to the drafter, the whole way again',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), leader('approve', { onRefusal: 'return' })] })).open('he');
      await story.does('zhou', 'agree');
      await story.does('qian', 'disagree', why);
      expect(story.matter.state).toBe('revising');
      expect(story.tasks()).toEqual(['revise:he']);
      await story.does('he', 'resubmit');
      expect(story.tasks()).toEqual(['department:zhou']);
    },
  },
  {
    title: '[OP-108] a later decide step of an approved matter disagrees: the effect stays, that part ends, the matter goes on',
    async run(driver) {
      const story = await Story.given(driver, {
        steps: [leader(), clerkDoes('carry-out'), by('verify', 'director'), by('approve-cost', 'gm'), clerkDoes('reimburse'), clerkDoes('file')],
        requires: { 'carry-out': ['approve'], reimburse: ['verify', 'approve-cost'] },
        effects: ['carry-out', 'reimburse'],
      });
      await (await story.open('he')).does('qian', 'agree');
      await story.does('wu', 'done');
      await story.does('zheng', 'disagree', { opinion: '超标准' });
      expect(story.matter.state).toBe('approved');
      expect(story.tasks()).toEqual(['file:wu']);
      expect(await story.told('part-refused')).toEqual(['he', 'qian', 'zheng']);
      await story.does('wu', 'done');
      expect(story.matter.state).toBe('completed');
      expect(story.ran.map((one) => one.step)).toEqual(['carry-out']);
      expect((await story.line(1)).marks).toContain('part-refused:verify');
    },
  },
  {
    title: '[OP-109] a refused matter is not reopened: a new draft is copied from it, with a link',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('zhou', 'disagree', why);
      expect(await story.refused('zhou', 'copy-draft')).toMatchObject({ code: 'not-yours' });
      const refused = story.matter.id;
      await story.does('he', 'copy-draft');
      expect(story.matter.state).toBe('refused');
      const copy = (await story.line()).marks!.find((one) => one.startsWith('copied:'))!.slice('copied:'.length);
      const draft = await story.stage.matter(copy);
      expect(draft).toMatchObject({ state: 'draft', form: { title: '关于购置设备的申请' }, applicant: id('he'), textVersion: 0 });
      expect(draft.walk['copiedFrom']).toBe(refused);
    },
  },
  {
    title: '[OP-012] ahead, who a step goes to depends on what is still to be stated; only a post without holder is called nobody',
    async run(driver) {
      const steps = [
        by('propose', 'director'),
        doing('handle', { title: title('承办'), who: { post: 'dept-head', of: { field: 'propose.departments' } } }),
        doing('keep', { title: title('保管'), who: { post: 'no-such-post', of: 'company' } }),
      ];
      expect(await (await (await Story.given(driver, { steps })).open('he')).ahead()).toEqual(['handle:depends-on', 'keep:nobody']);
    },
  },
  {
    title: '[APR-04] decision points branch on the form and on what a step stated; a step left out is not asked',
    async run(driver) {
      const steps = [
        by('propose', 'director'),
        {
          choose: [{ title: title('重要'), when: { field: 'propose.importance', is: 'important' }, then: [by('instruct', 'gm')] }],
          otherwise: [by('note', 'legal')],
        },
        leader('read', {
          when: {
            any: [
              { field: 'copies', atLeast: 10 },
              { field: 'external', is: true },
            ],
          },
        }),
        clerkDoes('file'),
      ];
      const important = await (await Story.given(driver, { steps, text: { title: 'x', copies: 12 } })).open('he');
      expect(await important.ahead()).toEqual(['instruct:depends-on', 'note:depends-on', 'read:qian', 'file:wu']);
      await important.does('zheng', 'agree', { entry: { importance: 'important' } });
      expect(important.tasks()).toEqual(['instruct:sun']);
      await important.does('sun', 'agree');
      expect(important.tasks()).toEqual(['read:qian']);
      const ordinary = await (await Story.given(driver, { steps, text: { title: 'x', copies: 2 } })).open('he');
      await ordinary.does('zheng', 'agree', { entry: { importance: 'ordinary' } });
      expect(await ordinary.ahead()).toEqual(['instruct:not-needed', 'read:not-needed', 'file:wu']);
      await ordinary.does('wang', 'agree');
      expect(ordinary.tasks()).toEqual(['file:wu']);
    },
  },
  {
    title: '[OP-012][APR-15] what the preview showed is what execution does: the same people at the same steps',
    async run(driver) {
      const story = await (
        await Story.given(driver, { ...usual, steps: [headOf(), panel(), leader(), clerkDoes('number'), seal(), clerkDoes('file')] })
      ).open('he', { submit: false });
      expect(await story.ahead()).toEqual(['department:zhou', 'panel:a/b/c', 'approve:qian*', 'number:wu', 'seal:wu', 'file:wu']);
      await story.does('he', 'submit');
      const seen = [story.tasks().join()];
      for (const [who, operation] of [
        ['zhou', 'agree'],
        ['a', 'agree'],
        ['b', 'agree'],
        ['c', 'agree'],
        ['qian', 'agree'],
        ['wu', 'done'],
      ] as const) {
        await story.does(who, operation);
        seen.push(story.tasks().join());
      }
      expect(seen).toEqual(['department:zhou', 'panel:a,panel:b,panel:c', 'panel:b,panel:c', 'panel:c', 'approve:qian', 'number:wu', 'seal:system']);
    },
  },
];

import type { Scenario } from '../testing/driver';
import { group, id } from '../testing/group';
import { Story } from '../testing/story';
import { by, clerkDoes, headOf, leader, panel, usual, why } from './samples';

export const gate: Scenario[] = [
  {
    title: '[OP-001] a command carries matter, task, the text version seen and a key; one without the version seen is malformed',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      for (const operation of ['agree', 'disagree', 'return'])
        expect(await story.refused('zhou', operation, { ...why, textVersion: undefined })).toMatchObject({
          code: 'text-version-missing',
          kind: 'invalid',
        });
      expect(await story.refused('zhou', 'conjure')).toMatchObject({ code: 'unknown-operation', kind: 'invalid' });
      await story.does('zhou', 'agree', { key: 'mine', textVersion: 1 });
      expect(await story.line()).toMatchObject({ key: 'mine', textVersion: 1 });
    },
  },
  {
    title:
      '[OP-002][APR-12][APR-25] the same key with the same content: the first answer and no second effect; other content is refused; a refusal is judged anew',
    async run(driver) {
      const story = await (
        await Story.given(driver, {
          steps: [headOf(), by('second', 'dept-head', { who: { post: 'dept-head', of: 'applicant' }, skipRepeat: false })],
        })
      ).open('he');
      const again = { key: 'once', task: story.matter.tasks[0]!.id, opinion: '可' };
      await story.does('zhou', 'agree', again);
      const after = story.matter;
      await story.does('zhou', 'agree', again);
      expect(story.matter.version).toBe(after.version);
      expect(await story.stage.lines(story.matter.id)).toHaveLength(2);
      expect(await story.refused('zhou', 'agree', { ...again, opinion: '另有意见' })).toMatchObject({ code: 'key-reused', details: { status: 422 } });
      // Scoped by person: another one's equal key is another command.
      await story.does('he', 'urge', { key: 'once' });
      const early = { key: 'early', ...why, textVersion: 9 };
      expect(await story.refused('zhou', 'return', early)).toMatchObject({ code: 'text-changed' });
      await story.does('zhou', 'return', { ...early, textVersion: 1 });
      expect(story.matter.state).toBe('revising');
    },
  },
  {
    title: '[OP-003] the order of checks: sight, entitled, open, state, text, content; the first failure answers',
    async run(driver) {
      const story = await (await Story.given(driver, { ...usual, steps: [headOf(), leader(), clerkDoes('number')] })).open('he');
      const task = story.matter.tasks[0]!.id;
      // Everything is wrong at once, then one less each time.
      expect(await story.refused('you', 'disagree', { task, textVersion: 9 })).toMatchObject({ code: 'not-found', kind: 'missing' });
      expect(await story.refused('wu', 'disagree', { task, textVersion: 9 })).toMatchObject({ code: 'not-yours', kind: 'forbidden' });
      await story.does('zhou', 'agree');
      expect(await story.refused('wu', 'disagree', { task, textVersion: 9 })).toMatchObject({ code: 'not-yours' });
      expect(await story.refused('zhou', 'disagree', { task, textVersion: 9 })).toMatchObject({ code: 'too-late', kind: 'stale' });
      await story.does('qian', 'agree');
      expect(await story.refused('wu', 'disagree', { textVersion: 9 })).toMatchObject({
        code: 'not-allowed-now',
        kind: 'stale',
        details: { arguments: { state: '已批准（执行中）', operation: '不同意' } },
      });
      const other = await (await Story.given(driver, usual)).open('he');
      expect(await other.refused('zhou', 'disagree', { textVersion: 9 })).toMatchObject({
        code: 'text-changed',
        kind: 'stale',
        details: { arguments: { n: '1' } },
      });
      expect(await other.refused('zhou', 'disagree')).toMatchObject({ code: 'opinion-required', kind: 'refused' });
      expect(await other.refused('he', 'agree', { task: id('no such task') })).toMatchObject({ code: 'not-found' });
    },
  },
  {
    title: '[OP-003] text that changed after it was seen: refused for agree, disagree, return and done',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [headOf(), clerkDoes('file')] })).open('he');
      await story.does('zhou', 'return', { ...why, way: 'straight' });
      await story.does('he', 'resubmit', { form: { title: '改了' } });
      for (const operation of ['agree', 'disagree', 'return'])
        expect(await story.refused('zhou', operation, { ...why, textVersion: 1 })).toMatchObject({ code: 'text-changed' });
      await story.does('zhou', 'agree', { textVersion: 2 });
      expect(await story.refused('wu', 'done', { textVersion: 1 })).toMatchObject({ code: 'text-changed' });
    },
  },
  {
    title:
      '[OP-004][APR-12] too late says who, by which operation, when, where it stands now and with whom; the opinion comes back and is not stored',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [by('one', 'panel'), leader()] })).open('he');
      const task = story.taskOf('b')!.id;
      story.at('2026-03-10T10:05');
      await story.does('a', 'agree', { opinion: '同意' });
      story.at('2026-03-10T10:06');
      const refusal = await story.refused('b', 'agree', { task, opinion: '我的意见' });
      expect(refusal).toMatchObject({
        code: 'too-late',
        words: { zh: '该事项已由a于2026-03-10 10:05同意，现处于「批准」（qian）。您的意见未提交，已为您保留。' },
        details: {
          arguments: { who: 'a', time: '2026-03-10 10:05', operation: '同意', step: '批准', holder: 'qian' },
          more: { who: id('a'), operation: 'agree', opinion: '我的意见', steps: ['approve'], holders: [id('qian')] },
        },
      });
      expect(JSON.stringify(await story.stage.lines(story.matter.id))).not.toContain('我的意见');
    },
  },
  {
    title: '[OP-005][APR-17] after every command: a draft, an open task, or an end',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he', { submit: false });
      const acts = [
        ['he', 'submit'],
        ['zhou', 'return'],
        ['he', 'resubmit'],
        ['zhou', 'agree'],
        ['qian', 'agree'],
        ['wu', 'done'],
        ['wu', 'done'],
      ] as const;
      for (const [who, operation] of acts) {
        await story.does(who, operation, why);
        const open = story.matter.tasks.some((one) => one.state === 'open');
        expect([story.matter.state === 'draft', open, story.matter.state === 'completed'].filter(Boolean)).toHaveLength(1);
      }
    },
  },
  {
    title: '[OP-008] a closed task leaves the inbox, and its holder is told once: what, by whom, why',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [panel(), leader()] })).open('he');
      await story.does('a', 'disagree', { opinion: '不妥' });
      const told = (await story.stage.told(story.matter.id)).filter((one) => one.person === id('b') && one.code === 'task-closed');
      expect(told).toEqual([
        { person: id('b'), code: 'task-closed', arguments: { step: 'panel', reason: 'refused', operation: 'disagree', who: id('a') } },
      ]);
      expect(story.matter.tasks).toEqual([]);
    },
  },
  {
    title: '[OP-011][APR-10][APR-15] every operation is a line: actor, when, opinion, from, to, text version, key; earlier lines never change',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he', { key: 'k-open' });
      const first = structuredClone(await story.stage.lines(story.matter.id));
      story.at('2026-03-10T11:00');
      await story.does('zhou', 'agree', { opinion: '同意', key: 'k-agree', entry: { remark: '急' } });
      const lines = await story.stage.lines(story.matter.id);
      expect(lines.slice(0, 1)).toEqual(first);
      expect(lines[1]).toMatchObject({
        no: 2,
        at: '2026-03-10T03:00:00.000Z',
        operation: 'agree',
        step: 'department',
        seat: 0,
        round: 1,
        actor: id('zhou'),
        opinion: '同意',
        entry: { remark: '急' },
        textVersion: 1,
        contentHash: story.matter.contentHash,
        from: 'running',
        to: 'running',
        key: 'k-agree',
      });
      await story.does('qian', 'return', why);
      expect((await story.stage.lines(story.matter.id)).slice(0, 2)).toEqual(lines);
    },
  },
  {
    title: '[OP-017] lines, tasks and due times stand on the time of the transaction',
    async run(driver) {
      const story = await (await Story.given(driver, { ...usual, now: '2027-03-10T09:00' })).open('he');
      expect((await story.line()).at).toBe('2027-03-10T01:00:00.000Z');
      expect(story.matter.tasks[0]).toMatchObject({ openedAt: new Date('2027-03-10T01:00:00Z'), dueAt: new Date('2027-03-11T01:00:00Z') });
    },
  },
  {
    title: '[OP-019] what is told carries ids and codes; opinion and form text do not leave',
    async run(driver) {
      const story = await (await Story.given(driver, { ...usual, text: { title: '绝密的标题', body: '正文内容' } })).open('he');
      for (const [who, operation] of [
        ['zhou', 'agree'],
        ['qian', 'return'],
        ['he', 'resubmit'],
        ['zhou', 'disagree'],
      ] as const) {
        await story.does(who, operation, { opinion: '不外传的意见' });
        expect(JSON.stringify(await story.stage.told(story.matter.id))).not.toMatch(/绝密|正文|不外传/);
      }
    },
  },
  {
    title: '[OP-021][OP-067] sight comes from seats and acts, and goes with the post; who has none finds nothing',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      const sees = async (...who: string[]) =>
        (await Promise.all(who.map(async (one) => ((await story.stage.sees(story.matter.id, id(one))) ? one : '')))).filter(Boolean);
      expect(await sees('he', 'zhou', 'qian', 'wei', 'wu', 'han', 'sun', 'you', 'zhu')).toEqual(['he', 'zhou', 'wei', 'wu']);
      await story.does('zhou', 'transfer', { person: 'jiang', ...why });
      expect(await sees('zhou', 'jiang', 'qian')).toEqual(['zhou', 'jiang']);
      await story.stage.setDirectory(group({ wei: [['staff', 'north/plans']] }, 2));
      expect(await sees('wei')).toEqual([]);
      for (const who of ['you', 'zhu', 'wei', 'sun'])
        for (const operation of ['urge', 'withdraw', 'copy-draft']) expect(await story.refused(who, operation)).toMatchObject({ code: 'not-found' });
    },
  },
];

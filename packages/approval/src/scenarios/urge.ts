import type { Scenario } from '../testing/driver';
import { id } from '../testing/group';
import { Story } from '../testing/story';
import { clerkDoes, headOf, leader, panel, seal, usual } from './samples';

export const urging: Scenario[] = [
  {
    title: '[OP-500][OP-085] an urge tells the holder and counts; due times, tasks and opinions are untouched; it stands in the way',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      const tasks = story.matter.tasks;
      await story.does('he', 'urge');
      expect(await story.told()).toEqual(['urged:zhou']);
      expect(story.matter.tasks).toEqual(tasks);
      expect(await story.line()).toMatchObject({ operation: 'urge', actor: id('he') });
      await story.does('wei', 'urge', { task: tasks[0]!.id });
      expect(story.matter.walk['urges']).toMatchObject({ [tasks[0]!.id]: { count: 2 } });
    },
  },
  {
    title: '[OP-501] the same urger, the same task, within four working hours: refused with the next possible time',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.does('he', 'urge');
      story.at('2026-03-10T13:59');
      const refusal = await story.refused('he', 'urge');
      expect(refusal).toMatchObject({
        code: 'urged-recently',
        details: { status: 429, arguments: { time: '2026-03-10 14:30' }, retryAfter: 31 * 60 },
      });
      await story.does('wu', 'urge');
      story.at('2026-03-10T14:30');
      await story.does('he', 'urge');
      expect(await story.told('urged')).toEqual(['zhou']);
    },
  },
  {
    title: '[OP-503] nothing to urge in a waiting task; a closed one is too late, and no notice goes out',
    async run(driver) {
      const story = await (await Story.given(driver, { steps: [panel('panel', { mode: 'in-order' }), leader()] })).open('he');
      const [a, b] = ['a', 'b'].map((who) => story.taskOf(who)!.id);
      expect(await story.refused('he', 'urge', { task: b })).toMatchObject({ code: 'not-allowed-now', kind: 'stale' });
      await story.does('a', 'agree');
      expect(await story.refused('he', 'urge', { task: a })).toMatchObject({ code: 'too-late' });
      expect(await story.told('urged')).toEqual([]);
    },
  },
  {
    title:
      '[OP-504][OP-013][OP-096][APR-08] overdue: urged once a working day, escalated once to the superior, nothing decided; it stops when closed',
    async run(driver) {
      const story = await (await Story.given(driver, { ...usual, escalateAfter: '2wd' })).open('he');
      const task = story.matter.tasks[0]!;
      expect(task.alarmAt).toEqual(new Date('2026-03-11T09:00:00+08:00'));
      await story.at('2026-03-11T09:00').fires(story.matter.tasks[0]!);
      expect(await story.told()).toEqual(['urged:zhou']);
      expect(story.matter.tasks[0]).toEqual({ ...task, alarmAt: new Date('2026-03-12T09:00:00+08:00') });
      await story.at('2026-03-12T09:00').fires(story.matter.tasks[0]!);
      expect(await story.told()).toEqual(['urged:zhou']);
      await story.at('2026-03-13T09:00').fires(story.matter.tasks[0]!);
      expect(await story.told()).toEqual(['escalated:qian', 'urged:zhou']);
      expect(await story.stage.sees(story.matter.id, id('qian'))).toBe(true);
      await story.at('2026-03-16T09:00').fires(story.matter.tasks[0]!);
      expect(await story.told()).toEqual(['urged:zhou']);
      expect(story.matter.state).toBe('running');
      await story.does('qian', 'transfer', { task: story.matter.tasks[0]!.id, person: 'zheng', opinion: '逾期' });
      expect(story.tasks()).toEqual(['department:zheng']);
      const late = story.matter.tasks[0]!;
      await story.does('zheng', 'agree');
      await story.fires(late);
      expect((await story.line()).marks).toEqual(['idle']);
      expect(await story.told()).toEqual([]);
    },
  },
  {
    title: '[OP-016][APR-24] a timer is a command with its own key: it fires once, and before its time it does nothing',
    async run(driver) {
      const story = await (await Story.given(driver, usual)).open('he');
      await story.fires(story.matter.tasks[0]!);
      expect((await story.line()).marks).toEqual(['idle']);
      story.at('2026-03-11T10:00');
      await story.fires(story.matter.tasks[0]!, 'timer-1');
      const after = story.matter;
      await story.fires(story.matter.tasks[0]!, 'timer-1');
      expect(story.matter).toEqual(after);
      expect(await story.stage.lines(story.matter.id)).toHaveLength(3);
    },
  },
  {
    title: '[OP-808] an await that is late: its owner is urged, then the superior; time never finishes it',
    async run(driver) {
      const story = await (
        await Story.given(driver, { steps: [seal({ owner: { post: 'dept-head', of: 'applicant' } }), clerkDoes('file')] })
      ).open('he');
      await story.at('2026-03-12T09:00').fires(story.matter.tasks[0]!);
      expect(await story.told()).toEqual(['urged:zhou']);
      await story.at('2026-03-13T09:00').fires(story.matter.tasks[0]!);
      expect(await story.told()).toEqual(['escalated:qian', 'urged:zhou']);
      expect(story.tasks()).toEqual(['seal:system']);
    },
  },
  {
    title: '[OP-009][OP-008] opening starts a full due time in working time; closing stops it',
    async run(driver) {
      const story = await (
        await Story.given(driver, {
          ...usual,
          steps: [headOf('department', { due: '4wh' }), leader()],
          requires: {},
          effects: [],
          now: '2026-02-13T16:00',
        })
      ).open('he');
      expect(story.matter.tasks[0]).toMatchObject({ dueAt: new Date('2026-02-14T11:00:00+08:00'), alarmAt: new Date('2026-02-14T11:00:00+08:00') });
      story.at('2026-02-14T10:00');
      await story.does('zhou', 'agree');
      expect(story.matter.tasks).toHaveLength(1);
      expect(story.matter.tasks[0]!.dueAt).toEqual(new Date('2026-02-25T10:00:00+08:00'));
    },
  },
  {
    title: '[APR-08] urgency shortens due times',
    async run(driver) {
      for (const [urgency, due] of [
        ['', '2026-03-12T09:00'],
        ['urgent', '2026-03-11T09:00'],
        ['extra-urgent', '2026-03-10T14:15'],
      ] as const) {
        const story = await (await Story.given(driver, { steps: [leader()], marks: () => ({ urgency }) })).open('he');
        expect(story.matter.tasks[0]!.dueAt).toEqual(new Date(`${due}:00+08:00`));
      }
    },
  },
];

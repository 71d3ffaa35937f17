import type { Task } from '../matter';
import type { Operation } from '../walk/gate';
import type { Move } from '../walk/move';
import { superiors } from '../walk/people';
import { ownersOf } from '../walk/seats';
import { count } from './urge';

/** The superiors of those who are late: of the holder, of the owners of an await, of the applicant who revises (OP-206, OP-504, OP-808). */
function above(move: Move, task: Task): string[] {
  const step = move.places.get(task.step)?.step;
  const late = step?.type === 'await' && task.kind === 'await' ? ownersOf(step.owner, move) : [task.holder];
  const company = move.record.seats[task.step]?.[task.seat]?.company ?? move.matter.company;
  return [
    ...new Set(
      late.flatMap((one) => superiors(one, { company, department: move.context.directory.departmentOf(one, company) ?? '' }, move.context.directory)),
    ),
  ];
}

/** 到时 — an overdue task is urged once a working day and escalated once; nothing is decided because time ran out (OP-013, OP-096, OP-504). */
export const fire: Operation = {
  name: 'fire',
  on: 'either',
  entitled: (at) => at.actor === 'system',
  allows: () => undefined,
  run(move, task) {
    const { now, calendar, process } = move.context;
    if (!task?.dueAt || !task.alarmAt || task.alarmAt > now) {
      move.marks.push('idle');
      return;
    }
    const escalateAt = calendar.add(task.dueAt, process.escalateAfter ?? '1wd');
    count(move, task, 'system');
    const urged = move.record.urges![task.id]!;
    if (!urged.escalated && now >= escalateAt) {
      const people = above(move, task);
      urged.escalated = people;
      move.marks.push(`escalated:${task.step}`);
      move.tell(people, 'escalated', { step: task.step, person: task.holder });
      for (const person of people) move.sight.push({ person, because: 'escalated' });
    }
    const tomorrow = calendar.add(now, '1wd');
    move.change(task, { alarmAt: !urged.escalated && escalateAt > now && escalateAt < tomorrow ? escalateAt : tomorrow });
  },
};

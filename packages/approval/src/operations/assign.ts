import { holdsTask, type Operation } from '../walk/gate';
import { applicants } from '../walk/people';
import { checkEligible } from './eligible';
import { onTurn, only } from './states';

/** 指定办理人 — the process administrator names a person where nobody holds the post (OP-328). */
export const assign: Operation = {
  name: 'assign',
  on: 'task',
  entitled: holdsTask,
  allows(at) {
    only(at, 'running', 'approved');
    onTurn(at, 'assign');
  },
  run(move, task) {
    const { person = '' } = move.command;
    checkEligible(move, task!, person);
    const { step } = move.place(task!.step);
    const seat = move.record.seats[task!.step]?.[task!.seat];
    // Named, not resolved: when the step opens again the person stays while in the company.
    if (seat) seat.transfers = seat.transfers ?? 0;
    move.close(task!, 'done');
    for (const other of move.tasksOf(task!.step, task!.seat)) if (other.kind === 'assign') move.close(other, 'passed');
    move.open({ step: task!.step, seat: task!.seat, kind: step.type === 'decide' ? 'decide' : 'do', holder: person, due: step.due });
    move.sight.push({ person, because: 'assigned' });
    move.tell([person, ...applicants(move.matter, move.context)], 'assigned', { step: task!.step, person });
  },
};

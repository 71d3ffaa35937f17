import { holdsTask, isApplicant, type Operation, type Standing } from '../walk/gate';
import { hashForm } from '../hash';
import { aheadOf } from '../walk/preview';
import { applicants } from '../walk/people';
import { settle } from '../walk/settle';
import { applyForm, completed } from '../walk/text';
import { begin } from './submit';
import { only } from './states';

/** The applicant, or who holds the revise task in the applicant's place (OP-326, OP-843). */
export const mayRevise = (at: Standing): boolean =>
  at.command.actor.type === 'person' &&
  (isApplicant(at) || holdsTask(at) || at.matter.tasks.some((one) => one.kind === 'revise' && one.holder === at.actor));

/** 重新提交 — the revised matter comes back: from the start, or straight to the returner while nothing material has changed (OP-202 … OP-204). */
export const resubmit: Operation = {
  name: 'resubmit',
  on: 'either',
  entitled: mayRevise,
  allows: (at) => only(at, 'revising'),
  run(move) {
    const { matter, record, context, command } = move;
    const tasks = matter.tasks.filter((one) => one.kind === 'revise');
    const own = tasks.find((one) => one.holder === move.actor) ?? tasks[0];
    for (const task of tasks) move.close(task, task === own ? 'done' : 'passed');
    const { back } = record;
    const form = command.form ?? matter.form;
    const straight = back?.way === 'straight' && hashForm(completed(move, form), context.kind.material) === back.hash;
    move.marks.push(straight ? 'straight' : 'whole');
    if (!straight) {
      if (back?.way === 'straight') move.tell([back.by], 'goes-whole', { step: back.step });
      return begin(move, form);
    }
    applyForm(move, form);
    delete record.back;
    delete record.acted;
    matter.state = record.reached?.length ? 'approved' : 'running';
    move.milestones.push('submitted');
    const kept = Object.entries(record.kept ?? {}).flatMap(([step, seats]) =>
      seats.filter((one) => one.outcome === 'agreed').map((one) => ({ step, person: one.by! })),
    );
    settle(move);
    for (const { step, person } of kept) move.tell([person], 'agreement-kept', { step });
    move.tell(applicants(matter, context), 'way-ahead', {
      steps: aheadOf(move)
        .map((one) => one.step)
        .join(','),
    });
  },
};

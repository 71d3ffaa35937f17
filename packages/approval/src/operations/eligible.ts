import type { Task } from '../matter';
import { nameOf, titleOf } from '../walk/words';
import type { Move } from '../walk/move';
import { barred } from '../walk/people';
import { refusal } from '../walk/refusals';

/** May the person be given this task: not the applicant, no seat in the step, active, of the company of the seat (OP-321, OP-328). */
export function checkEligible(move: Move, task: Task, person: string): void {
  const { directory, kind } = move.context;
  const step = move.places.get(task.step)?.step;
  const details = { status: 422, more: { person } };
  if (!person) throw refusal('person-required', {}, details);
  const decides = step?.type === 'decide' || (step?.type === 'do' && step.twoPerson === true);
  if (decides && barred(move.matter, kind).has(person)) throw refusal('applicant', {}, details);
  const seats = move.record.seats[task.step] ?? [];
  const seated =
    move.tasksOf(task.step).some((one) => one.holder === person && one.kind !== 'assign') ||
    seats.some((one, index) => index !== task.seat && one.by === person);
  if (seated) throw refusal('already-signer', {}, details);
  const found = directory.people.get(person);
  if (found && !found.enabled) throw refusal('inactive', { who: nameOf(person, directory) }, details);
  if (!directory.belongs(person, seats[task.seat]?.company ?? move.matter.company)) throw refusal('not-in-scope', {}, details);
}

/** Bound to the post: only another holder of it may have the task (OP-322). */
export function checkPost(move: Move, task: Task, person: string): void {
  const step = move.places.get(task.step)?.step;
  if (!step || step.transfer !== 'post') return;
  const seat = move.record.seats[task.step]?.[task.seat];
  const [post = '', place = ''] = (seat?.key ?? '').split('@');
  const company = place.split('/')[0]!;
  const holds = post.startsWith('named:')
    ? (move.context.named[post.slice('named:'.length)] ?? []).includes(person)
    : place !== '' && move.context.directory.posts(person, company).includes(post);
  if (!holds) throw refusal('post-bound', { step: titleOf(task.step, move.process) }, { status: 422 });
}

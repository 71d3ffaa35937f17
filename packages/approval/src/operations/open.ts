import { actorId, system } from '@chancery/domain';
import type { Command, Fields, Matter } from '../matter';
import { follows } from '../walk/blocks';
import { Move } from '../walk/move';
import { emptyRecord } from '../walk/record';
import { refusal } from '../walk/refusals';
import { settle } from '../walk/settle';
import { applyForm, completed } from '../walk/text';
import type { OpenByEvent, OpenInput, OpenMatter, Outcome, WalkContext } from '../walk/types';
import { begin } from './submit';

const blank = (
  input: { id: string; company: string; applicant: string; enterer: string; department: string; form: Fields },
  context: WalkContext,
): Matter => ({
  id: input.id,
  company: input.company,
  kind: context.kind.kind,
  processVersion: context.process.version,
  version: 0,
  state: 'draft',
  title: '',
  applicant: input.applicant,
  enterer: input.enterer,
  department: input.department,
  textVersion: 0,
  contentHash: '',
  serial: '',
  createdAt: context.now,
  updatedAt: context.now,
  walk: emptyRecord(),
  tasks: [],
  form: input.form,
});

/** Who belongs to the company may open one, or who holds one of the posts that the kind names. */
function checkMayOpen(who: string, company: string, context: WalkContext): void {
  const { mayOpen } = context.kind;
  const posts = context.directory.posts(who, company);
  if (!context.directory.belongs(who, company) || (mayOpen && !mayOpen.some((post) => posts.includes(post)))) throw refusal('not-yours');
}

function opened(input: OpenInput, context: WalkContext): Move {
  const enterer = actorId(input.actor);
  const applicant = input.applicant ?? enterer;
  checkMayOpen(enterer, input.company, context);
  if (applicant !== enterer) checkMayOpen(applicant, input.company, context);
  const department = input.department ?? context.directory.departmentOf(applicant, input.company) ?? '';
  const command: Command = { operation: input.submit ? 'submit' : 'open', actor: input.actor, key: input.key };
  return new Move(blank({ ...input, applicant, enterer, department }, context), command, context);
}

/**
 * 新建 — creates a draft, or submits at once. No sight is asked: the matter is new.
 *
 * @throws Refusal `not-yours` (403); what `submit` refuses.
 */
export const openMatter: OpenMatter = (input, context) => {
  const move = opened(input, context);
  move.line.process = context.process.version;
  move.sight.push({ person: move.matter.applicant, because: 'applicant' });
  if (move.matter.enterer !== move.matter.applicant) move.sight.push({ person: move.matter.enterer, because: 'enterer' });
  if (input.submit) begin(move);
  else {
    move.matter.form = completed(move, input.form);
    move.matter.title = context.kind.titleOf(move.matter.form);
  }
  return move.outcome();
};

/** A new draft with the text of another matter, linked to it (OP-109). */
export function openCopy(from: Matter, input: Pick<OpenInput, 'id' | 'actor' | 'key'>, context: WalkContext): Outcome {
  const move = opened({ ...input, company: from.company, form: from.form, submit: false, department: from.department }, context);
  move.line.process = context.process.version;
  move.record.copiedFrom = from.id;
  move.matter.title = context.kind.titleOf(move.matter.form);
  move.sight.push({ person: move.matter.applicant, because: 'applicant' });
  return move.outcome();
}

/**
 * Opens by event or timer: `running` at once, no draft; the office or `system` is the applicant, the text is frozen as fetched. Where nobody
 * holds the post, or no matrix row covers it, the administrator is asked (OP-840, OP-842). Under the asking matter's authority it starts
 * `approved` at the step named (OP-847).
 */
export const openByEvent: OpenByEvent = (input, context) => {
  const { opening } = input;
  const matter = blank(
    {
      id: input.id,
      company: opening.company,
      applicant: opening.applicant,
      enterer: 'system',
      department: opening.department ?? '',
      form: opening.form,
    },
    context,
  );
  const move = new Move(matter, { operation: 'open', actor: system(input.event ? 'event' : 'clock'), key: input.key, event: input.event }, context);
  move.line.process = context.process.version;
  applyForm(move, opening.form);
  move.matter.state = 'running';
  move.milestones.push('submitted');
  const { authorised } = opening;
  if (authorised) {
    const { at, ...ground } = authorised;
    move.record.authorised = ground;
    for (const { step, path } of move.places.values()) if (follows(path, move.place(at).path)) move.record.outcomes[step.id] = 'unneeded';
    move.marks.push(`authorised:${authorised.matter}`);
  }
  settle(move);
  return move.outcome();
};

import { hashForm } from '../hash';
import type { Fields } from '../matter';
import type { Move } from './move';

/** Fills in what is computed and stored with the form. */
export function completed(move: Move, form: Fields): Fields {
  return move.context.kind.complete?.(form, { directory: move.context.directory, company: move.matter.company }) ?? form;
}

/** A new text version is in force, frozen with its content hash (OP-100, APR-26). */
export function applyForm(move: Move, form: Fields): void {
  const { matter, record, context } = move;
  matter.form = completed(move, form);
  matter.title = context.kind.titleOf(matter.form);
  matter.contentHash = hashForm(matter.form, context.kind.material);
  matter.textVersion += 1;
  record.hashes.push(matter.contentHash);
  move.frozen = true;
  move.stale();
}

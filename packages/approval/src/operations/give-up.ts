import { opinionsOf } from '../walk/deciding';
import type { Move } from '../walk/move';

/** 撤销 — a matter sent back ends withdrawn; those who gave opinions are told (OP-305). */
export function giveUp(move: Move): void {
  const told = [
    ...new Set([
      ...opinionsOf(move),
      ...Object.values(move.record.kept ?? {})
        .flat()
        .flatMap((one) => one.by ?? one.people ?? []),
      move.record.back?.by ?? '',
    ]),
  ];
  for (const task of [...move.matter.tasks]) move.close(task, task.holder === move.actor ? 'done' : 'withdrawn');
  move.matter.state = 'withdrawn';
  move.milestones.push('withdrawn');
  move.tell(
    told.filter((one) => one !== move.actor),
    'withdrawn',
  );
}

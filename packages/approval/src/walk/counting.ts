import type { Mode, RefuseRule, Step } from '../process';
import { isCounting } from './opening';
import type { Seat } from './record';

const usual = (mode: Mode): RefuseRule => (mode === 'all' || mode === 'in-order' ? 'first-no' : 'last-no');

/** How many of `n` must agree. */
function needed(mode: Mode, n: number): number {
  if (mode === 'any') return 1;
  if (mode === 'majority') return Math.floor(n / 2) + 1;
  return typeof mode === 'object' ? Math.ceil(mode.share * n) : n;
}

/**
 * 会签计数 — how a step of several seats stands (OP-400 … OP-403). `last-no`: refused once passing has become impossible, so that a tie of
 * a majority refuses; `wait-all`: every seat is asked first.
 *
 * @example count({ mode: 'majority' }, [{ outcome: 'agreed' }, { outcome: 'agreed' }, {}]) // 'passed'
 */
export function count(step: { mode?: Mode; refuse?: RefuseRule }, seats: Seat[]): 'passed' | 'refused' | undefined {
  const counting = seats.filter(isCounting);
  const n = counting.length;
  const agreed = counting.filter((one) => one.outcome === 'agreed' || one.outcome === 'done').length;
  const disagreed = counting.filter((one) => one.outcome === 'disagreed').length;
  const mode = step.mode ?? 'all';
  const rule = step.refuse ?? usual(mode);
  const enough = needed(mode, n);
  const passes = agreed >= enough;
  if (rule === 'wait-all') return agreed + disagreed < n ? undefined : passes ? 'passed' : 'refused';
  if (passes) return 'passed';
  const refused = rule === 'first-no' ? disagreed > 0 : n - disagreed < enough;
  return refused ? 'refused' : undefined;
}

export const countOf = (step: Step, seats: Seat[]): 'passed' | 'refused' | undefined =>
  count(step.type === 'decide' ? step : { mode: step.mode ?? 'all' }, seats);

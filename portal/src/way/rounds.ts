import type { AheadView, LineView, TaskView, WayView } from '../api/wire';

/** What one step of the way looks like: a line, or the seats of a step that several took. */
export interface Step {
  key: string;
  step: string;
  lines: LineView[];
  open: TaskView[];
}
/** A passage of the way: from its first step to the return, redo or withdrawal that ended it, or to now. */
export interface Round {
  n: number;
  steps: Step[];
  ending: LineView | undefined;
  undone: boolean;
  from: string | undefined;
  to: string | undefined;
}
export interface Drawn {
  rounds: Round[];
  ahead: AheadView[];
}

const ends = new Set(['return', 'redo', 'withdraw']);
const decisions = new Set(['agree', 'disagree', 'done', 'arrive']);

const belongs = (line: LineView, step: Step): boolean =>
  decisions.has(line.operation ?? '') && step.lines.every((one) => decisions.has(one.operation ?? '')) && step.step === line.step && step.lines[0]?.round === line.round;

function add(steps: Step[], line: LineView): void {
  const same = steps.find((one) => belongs(line, one));
  if (same) same.lines.push(line);
  else steps.push({ key: `line-${line.no ?? steps.length}`, step: line.step ?? '', lines: [line], open: [] });
}

function open(steps: Step[], task: TaskView): void {
  const same = steps.find((one) => one.step === task.step && (one.open.length > 0 || (one.lines[0]?.round === task.round && decisions.has(one.lines[0]?.operation ?? ''))));
  if (same) same.open.push(task);
  else steps.push({ key: `open-${task.id}`, step: task.step, lines: [], open: [task] });
}

/** What is part of the way: writing at a draft is not, only what was then sent. */
const told = (way: WayView): LineView[] => ((way.lines ?? []) as LineView[]).filter((line) => line.operation !== 'change');

/** Rounds as headings; what is open stands at the end of the last. */
export function drawn(way: WayView): Drawn {
  const rounds: Round[] = [];
  const begin = (): Round => {
    const round: Round = { n: rounds.length + 1, steps: [], ending: undefined, undone: false, from: undefined, to: undefined };
    rounds.push(round);
    return round;
  };
  let current = begin();
  for (const line of told(way)) {
    if (current.ending) current = begin();
    add(current.steps, line);
    current.from ??= line.at;
    current.to = line.at;
    if (ends.has(line.operation ?? '')) {
      current.ending = line;
      current.undone = true;
    }
  }
  const tasks = (way.open ?? []) as TaskView[];
  if (current.ending && tasks.length > 0) current = begin();
  for (const task of tasks) open(current.steps, task);
  current.from ??= tasks[0]?.openedAt;
  const ahead = ((way.ahead ?? []) as AheadView[]).filter((one) => !tasks.some((task) => task.step === one.step));
  return { rounds, ahead };
}

/** The tone of a step: what its last word was. */
export function tone(step: Step): 'd' | 'r' | 'x' | 'c' | 'h' | 'n' {
  if (step.open.some((task) => task.state !== 'held' && task.state !== 'waiting')) return 'c';
  if (step.open.length > 0) return 'h';
  const last = step.lines.at(-1)?.operation ?? '';
  if (ends.has(last)) return 'r';
  if (last === 'disagree' || last === 'void') return 'x';
  return last === 'urge' || last === 'transfer' || last === 'assign' ? 'n' : 'd';
}

/** Opinions that were given, newest last. */
export const opinions = (way: WayView): LineView[] => ((way.lines ?? []) as LineView[]).filter((line) => (line.opinion ?? '').trim() !== '');

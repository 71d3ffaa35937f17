import type { Ceiling } from './ceiling.ts';
import type { Counts } from './counts.ts';
import type { Run } from './measure.ts';

type Head = Omit<Run, 'decisions'>;

/** What `npm run -s bench -- --json` prints. Milliseconds of CPU are per decision. */
export interface Report {
  decision: Counts & Head & { steps: Record<string, Counts>; runs: Run[] };
  system: Head & { runs: Run[] };
  inbox: { matters: string; openTasks: number; p50Ms: number; p99Ms: number; runs: { matters: string; openTasks: number; p50Ms: number; p99Ms: number }[] };
  ceiling: Ceiling;
  /** PostgreSQL CPU of the minimal client ÷ that of the platform: 1 is the best there can be. */
  ratio: number;
  start: { firstSeconds: number; secondSeconds: number };
  memory?: { pssMb: number; processes: number; atRestSeconds: number };
  conditions: Record<string, string | number | boolean>;
}

/** The figures that the aims speak of: 8 in flight, on the large database: the last run. */
export function headline(runs: Run[]): Head {
  const { decisions: _, ...run } = runs.at(-1)!;
  return run;
}

const table = (head: string[], rows: (string | number)[][]): string => {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]!.length)));
  return all.map((row) => `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  ')}`).join('\n');
};

/** The same for people. */
export function told(report: Report): string {
  const runs = [
    ...report.decision.runs.map((run) => ({ what: 'decision', ...run })),
    ...report.system.runs.map((run) => ({ what: 'system', ...run })),
  ].map((run) => [`${run.what}, ${run.matters}`, run.inFlight, run.perSecond, run.nodeCpuMs, run.pgCpuMs, run.p50Ms, run.p99Ms]);
  const counts = Object.entries({ ...report.decision.steps, mean: report.decision }).map(([step, one]) => [step, one.statements, one.rows, one.walBytes]);
  return [
    'One decision, through the gateway',
    table(['', 'in flight', 'per second', 'Node ms', 'PostgreSQL ms', 'p50 ms', 'p99 ms'], runs),
    '\nWhat it asks and writes, full pages not counted',
    table(['', 'statements', 'rows', 'WAL bytes'], counts),
    '\nThe inbox of one person, its first page',
    table(['', 'open tasks', 'p50 ms', 'p99 ms'], report.inbox.runs.map((one) => [one.matters, one.openTasks, one.p50Ms, one.p99Ms])),
    `\nThe same statements by a minimal client: ${report.ceiling.perSecond} per second, ${report.ceiling.pgCpuMs} ms of PostgreSQL; ratio ${report.ratio}`,
    `Start: ${report.start.firstSeconds} s the first time, ${report.start.secondSeconds} s again`,
    ...(report.memory ? [`Memory at rest: ${report.memory.pssMb} MB in ${report.memory.processes} processes`] : []),
    `${report.conditions.cpus} × ${report.conditions.cpu}, load ${report.conditions.loadBefore} before and ${report.conditions.loadAfter} after, ${report.conditions.seconds} s`,
    '',
  ].join('\n');
}

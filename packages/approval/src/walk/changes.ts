import type { Matter, Task, WayLine } from '../matter';
import { emptyRecord, type Line, type WalkRecord } from './record';
import type { PastTask } from './types';

type Change = NonNullable<WayLine['changes']>[number];
type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const same = (one: unknown, other: unknown): boolean =>
  one === other || (isNode(one) && isNode(other) && JSON.stringify(one) === JSON.stringify(other));

/** What is stated is one value, however deep; the rest of the record is compared leaf by leaf. */
const whole = (path: string): boolean => /^entries\/|\/entry$|^early$/.test(path);

function compare(before: Node, after: Node, prefix: string, found: Change[]): void {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const path = `${prefix}${key}`;
    const [was, is] = [before[key], after[key]];
    if (same(was, is)) continue;
    if (is === undefined) found.push([path]);
    else if (
      isNode(was) &&
      isNode(is) &&
      Array.isArray(was) === Array.isArray(is) &&
      !whole(path) &&
      (!Array.isArray(is) || is.length >= (was as unknown as unknown[]).length)
    )
      compare(was, is, `${path}/`, found);
    else found.push([path, is]);
  }
}

/** What a command changed in the record, short: what the line says already is not said again. */
export function changesOf(before: unknown, after: unknown, line: Line): Change[] {
  const found: Change[] = [];
  compare(before as Node, after as Node, '', found);
  return found.map((one): Change => {
    if (one[1] === undefined) return one;
    if (one[1] === line.actor) return [one[0], null, 'actor'];
    return line.entry && same(one[1], line.entry) ? [one[0], null, 'entry'] : one;
  });
}

function apply(record: Node, change: Change, line: WayLine): void {
  const names = change[0].split('/');
  const last = names.pop()!;
  const at = names.reduce<Node>((node, name) => node[name] as Node, record);
  if (change.length === 1) delete at[last];
  else at[last] = change[2] ? line[change[2]] : structuredClone(change[1]);
}

/**
 * 重放 — rebuilds from the lines what the matter's row and tasks say (OP-905). `process` is on the first line and where it changed.
 *
 * @example replay({ id, company }, lines).state // 'approved'
 */
export function replay(
  start: Pick<Matter, 'id' | 'company'>,
  lines: WayLine[],
): Pick<Matter, 'id' | 'company' | 'state' | 'walk' | 'tasks' | 'textVersion' | 'contentHash' | 'processVersion' | 'version'> {
  const walk: WalkRecord = emptyRecord();
  let tasks: Task[] = [];
  let processVersion = 0;
  for (const line of lines) {
    for (const change of line.changes ?? []) apply(walk as unknown as Node, change, line);
    const closed = new Set(line.closed.map((one) => one.task));
    const changed = new Map((line.changed ?? []).map((one) => [one.task, one]));
    tasks = tasks
      .filter((one) => !closed.has(one.id))
      .map((one) => {
        const to = changed.get(one.id);
        if (!to) return one;
        return {
          ...one,
          state: to.state,
          ...(to.dueAt ? { dueAt: new Date(to.dueAt) } : {}),
          ...(to.alarmAt ? { alarmAt: new Date(to.alarmAt) } : {}),
        };
      });
    for (const { task, dueAt, alarmAt, ...rest } of line.opened)
      tasks.push({
        id: task,
        ...rest,
        openedAt: new Date(line.at),
        ...(dueAt ? { dueAt: new Date(dueAt), alarmAt: new Date(alarmAt ?? dueAt) } : {}),
      });
    processVersion = line.process ?? processVersion;
  }
  const last = lines.at(-1);
  return {
    ...start,
    state: last?.to ?? 'draft',
    walk,
    tasks,
    textVersion: last?.textVersion ?? 0,
    contentHash: last?.contentHash ?? '',
    processVersion,
    version: lines.length,
  };
}

/** The line that closed a task, for the `past` of the context (OP-003, OP-004). */
export function findPast(lines: WayLine[], task: string): PastTask | undefined {
  for (const line of lines) {
    const closed = line.closed.find((one) => one.task === task);
    if (closed) return { task, holder: closed.holder, step: closed.step, seat: closed.seat, line };
  }
  return undefined;
}

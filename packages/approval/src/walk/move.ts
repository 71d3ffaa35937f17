import { actorId } from '@chancery/domain';
import type { CloseReason, Command, Matter, Task, TaskKind, TaskState, Told } from '../matter';
import type { ProcessDefinition, WorkingTime } from '../process';
import { places, type Place } from './blocks';
import type { Data } from './conditions';
import { changesOf } from './changes';
import type { Line, WalkRecord } from './record';
import { fieldsOf, type Scene } from './seats';
import type { Ask, EffectCall, Milestone, Outcome, SetAside, WalkContext } from './types';

const shortened: Record<string, number> = { urgent: 0.5, 'extra-urgent': 0.25 };

/** 一步 — the working copy of a matter while one command is worked out: every change goes through it and lands in the outcome. */
export class Move implements Scene {
  readonly matter: Matter;
  readonly record: WalkRecord;
  readonly places: Map<string, Place>;
  readonly marks: string[] = [];
  readonly effects: EffectCall[] = [];
  readonly asks: Ask[] = [];
  readonly urgedAwaits: Task[] = [];
  readonly sight: Outcome['sight'] = [];
  readonly reached: string[] = [];
  readonly milestones: Milestone[] = [];
  setAside?: SetAside;
  frozen = false;
  copy?: Outcome;
  /** What the line says besides the command: `step`, `seat`, `round` of the task acted on, process. */
  line: Partial<Line> = {};
  private readonly opened = new Map<string, Task>();
  private readonly changed = new Map<string, Task>();
  private readonly closed = new Map<string, { task: Task; reason: CloseReason | 'done' }>();
  private readonly told: Told[] = [];
  private known?: Data;

  constructor(
    private readonly before: Matter,
    readonly command: Command,
    readonly context: WalkContext,
  ) {
    this.record = structuredClone(before.walk) as WalkRecord;
    this.matter = { ...before, walk: this.record, tasks: [...before.tasks], version: before.version + 1, updatedAt: context.now };
    this.places = places(context.process);
  }

  get process(): ProcessDefinition {
    return this.context.process;
  }

  get actor(): string {
    return actorId(this.command.actor);
  }

  /** Form, computed fields and entries. Worked out again after `stale()`. */
  get data(): Data {
    const entries = { ...Object.fromEntries(Object.keys(this.record.outcomes).map((step) => [step, {}])), ...this.record.entries };
    return (this.known ??= { fields: fieldsOf(this.matter.form, entries, this.context.kind), entries, steps: new Set(this.places.keys()) });
  }

  /** Form or entries have changed. */
  stale(): void {
    this.known = undefined;
  }

  place(step: string): Place {
    const place = this.places.get(step);
    if (!place) throw new Error(`process of ${this.matter.kind} has no step ${step}`);
    return place;
  }

  tasksOf(step: string, seat?: number): Task[] {
    return this.matter.tasks.filter((one) => one.step === step && (seat === undefined || one.seat === seat));
  }

  /** Opens a task with a full due time, shortened by urgency; waiting ones get it at their turn (OP-009, OP-406). */
  open(input: { step: string; seat: number; kind: TaskKind; holder: string; state?: TaskState; due?: WorkingTime | Date }): Task {
    const state = input.state ?? 'open';
    const dueAt = state === 'open' ? this.due(input.due) : undefined;
    const task: Task = {
      id: this.context.id(),
      step: input.step,
      seat: input.seat,
      kind: input.kind,
      state,
      round: this.record.rounds[input.step] ?? 1,
      holder: input.holder,
      openedAt: this.context.now,
      ...(dueAt ? { dueAt, alarmAt: dueAt } : {}),
    };
    this.matter.tasks.push(task);
    this.opened.set(task.id, task);
    if (state === 'open') this.tell([task.holder], 'task-opened', { step: task.step, kind: task.kind });
    return task;
  }

  due(length: WorkingTime | Date | undefined): Date | undefined {
    if (!length || length instanceof Date) return length;
    const urgency = this.context.kind.marks?.(this.matter.form).urgency;
    const factor = shortened[urgency ?? ''] ?? 1;
    const scaled = `${Number.parseFloat(length) * factor}${length.endsWith('wd') ? 'wd' : 'wh'}` as WorkingTime;
    return this.context.calendar.add(this.context.now, scaled);
  }

  change(task: Task, to: Partial<Pick<Task, 'state' | 'dueAt' | 'alarmAt'>>): Task {
    const next = { ...task, ...to };
    this.matter.tasks = this.matter.tasks.map((one) => (one.id === task.id ? next : one));
    (this.opened.has(task.id) ? this.opened : this.changed).set(task.id, next);
    return next;
  }

  /** Closes a task: its due time stops, its holder is told what, by whom, why (OP-008). */
  close(task: Task, reason: CloseReason | 'done'): void {
    this.matter.tasks = this.matter.tasks.filter((one) => one.id !== task.id);
    this.changed.delete(task.id);
    if (!this.opened.delete(task.id)) this.closed.set(task.id, { task, reason });
    const urges = this.record.urges;
    if (urges?.[task.id]) {
      delete urges[task.id];
      if (Object.keys(urges).length === 0) delete this.record.urges;
    }
    if (reason === 'done' || task.holder === 'system') return;
    if (task.state !== 'waiting') this.sight.push({ person: task.holder, because: 'closed' });
    if (task.holder === this.actor) return;
    this.tell([task.holder], 'task-closed', { step: task.step, reason, operation: this.command.operation, who: this.actor });
  }

  /** One notice to each, once for each code and step. Nobody is told twice, `system` never. */
  tell(people: Iterable<string>, code: string, values: Record<string, string> = {}): void {
    for (const person of people) {
      if (person === 'system' || person === 'office' || person === '') continue;
      if (this.told.some((one) => one.person === person && one.code === code && one.arguments['step'] === values['step'])) continue;
      this.told.push({ person, code, arguments: { who: this.actor, ...values } });
    }
  }

  outcome(): Outcome {
    const { before, matter, command } = this;
    const opened = [...this.opened.values()];
    const changed = [...this.changed.values()];
    const closed = [...this.closed.values()];
    const stated = { opinion: command.opinion, entry: command.entry, target: command.target, way: command.way, person: command.person };
    const line: Line = {
      at: this.context.now.toISOString(),
      operation: command.operation,
      actor: this.actor,
      key: command.key,
      ...Object.fromEntries(Object.entries({ ...stated, ...this.line }).filter(([, value]) => value !== undefined && value !== '')),
      textVersion: matter.textVersion,
      contentHash: matter.contentHash,
      from: before.state,
      to: matter.state,
      opened: opened.map((one) => ({
        task: one.id,
        step: one.step,
        seat: one.seat,
        round: one.round,
        kind: one.kind,
        state: one.state,
        holder: one.holder,
        ...(one.dueAt ? { dueAt: one.dueAt.toISOString() } : {}),
      })),
      closed: closed.map(({ task, reason }) => ({ task: task.id, reason, holder: task.holder, step: task.step, seat: task.seat })),
      ...(this.marks.length > 0 ? { marks: this.marks } : {}),
    };
    if (changed.length > 0)
      line.changed = changed.map((one) => ({
        task: one.id,
        state: one.state,
        ...(one.dueAt ? { dueAt: one.dueAt.toISOString() } : {}),
        ...(one.alarmAt ? { alarmAt: one.alarmAt.toISOString() } : {}),
      }));
    const changes = changesOf(before.walk, matter.walk, line);
    if (changes.length > 0) line.changes = changes;
    return {
      matter,
      line,
      opened,
      changed,
      closed,
      told: this.told,
      effects: this.effects,
      asks: this.asks,
      urgedAwaits: this.urgedAwaits,
      sight: this.sight,
      setAside: this.setAside,
      frozen: this.frozen,
      reached: this.reached,
      milestones: this.milestones,
      copy: this.copy,
    };
  }
}

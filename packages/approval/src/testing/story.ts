import { person, Refusal, system, type Directory } from '@chancery/domain';
import { workingCalendar } from '../calendar/calendar';
import type { Effect, EffectContext, Kind } from '../kind';
import { defineKind } from '../kind';
import type { Command, Fields, Matter, Task, WayLine } from '../matter';
import type { Block, WorkingTime } from '../process';
import type { Driver, Stage } from './driver';
import { group, id, nameOf } from './group';

export interface Given extends Partial<Omit<Kind, 'process' | 'effects' | 'asks'>> {
  steps: Block[];
  /** Steps with an effect; each run is written down in `story.ran`. */
  effects?: string[];
  asks?: string[];
  escalateAfter?: WorkingTime;
  directory?: Directory;
  /** Local time of Shanghai. Default: Tuesday 2026-03-10 09:00. */
  now?: string;
  watchers?: string[];
  text?: Fields;
}

type Doing = Partial<Omit<Command, 'operation' | 'actor'>> & { step?: string };

const taskless = new Set(['submit', 'resubmit', 'change', 'withdraw', 'discard', 'urge', 'copy-draft']);
const words = { zh: '样例', en: 'Sample' };
let stories = 0;

/** 一件事 — a scenario's hand on one matter: people by name, tasks found by who holds them, keys made. */
export class Story {
  private keys = 0;
  matter!: Matter;

  private constructor(
    readonly stage: Stage,
    readonly ran: { step: string; entry: Fields; round: number; seat: number; ask?: EffectContext['ask'] }[],
    private readonly form: Fields,
  ) {}

  static async given(driver: Driver, world: Given): Promise<Story> {
    const ran: Story['ran'] = [];
    const { steps, effects = [], asks = [], escalateAfter, directory, now, watchers, text, ...kind } = world;
    const run =
      (step: string): Effect =>
      async ({ entry, round, seat, ask }) =>
        void ran.push({ step, entry, round, seat, ...(ask ? { ask } : {}) });
    const kindOf = defineKind({
      kind: `sample-${stories++}`,
      title: words,
      serial: { zh: '样', en: 'S' },
      form: 'chancery.approval.v1.Sample',
      requires: {},
      process: { title: words, version: 1, steps, ...(escalateAfter ? { escalateAfter } : {}) },
      titleOf: (given: Fields) => String(given['title'] ?? ''),
      ...kind,
      effects: Object.fromEntries(effects.map((one) => [one, run(one)])),
      asks: Object.fromEntries(asks.map((one) => [one, run(one)])),
    });
    const stage = await driver.stage({
      kind: kindOf,
      directory: directory ?? group(),
      now: new Date(`${now ?? '2026-03-10T09:00'}:00+08:00`),
      watchers: watchers ?? ['admin', 'clerk', 'director'],
    });
    return new Story(stage, ran, text ?? { title: '关于购置设备的申请' });
  }

  key = (): string => `key-${++this.keys}`;

  async open(who: string, more: { form?: Fields; submit?: boolean; applicant?: string; department?: string; key?: string } = {}): Promise<this> {
    this.matter = await this.stage.open({
      company: id('north'),
      actor: person(id(who)),
      key: more.key ?? this.key(),
      form: more.form ?? this.form,
      submit: more.submit ?? true,
      ...(more.applicant ? { applicant: id(more.applicant) } : {}),
      ...(more.department ? { department: id(more.department) } : {}),
    });
    return this;
  }

  /** The open task of a person: the one at the step, or the only kind that the operation fits. */
  taskOf(who: string, step?: string): Task | undefined {
    const own = this.matter.tasks.filter((one) => one.holder === id(who) && (!step || one.step === step));
    return own.find((one) => one.state === 'open') ?? own[0];
  }

  private commandOf(who: string, operation: string, more: Doing): Command {
    const { step, person: named, ...rest } = more;
    const task =
      rest.task ??
      (taskless.has(operation) && !step ? undefined : (this.taskOf(who, step) ?? this.matter.tasks.find((one) => !step || one.step === step))?.id);
    return {
      key: this.key(),
      textVersion: this.matter.textVersion,
      ...rest,
      operation,
      actor: person(id(who)),
      ...(task ? { task } : {}),
      ...(named ? { person: id(named) } : {}),
    };
  }

  async does(who: string, operation: string, more: Doing = {}): Promise<this> {
    this.matter = await this.stage.command(this.matter.id, this.commandOf(who, operation, more));
    return this;
  }

  /** The refusal that somebody gets; the matter is unchanged by it. */
  async refused(who: string, operation: string, more: Doing = {}): Promise<Refusal> {
    const before = await this.stage.matter(this.matter.id);
    const command = this.commandOf(who, operation, more);
    const refusal = await this.stage.command(this.matter.id, command).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!(refusal instanceof Refusal)) throw refusal ?? new Error(`${who} was not refused: ${operation}`);
    expect(await this.stage.matter(this.matter.id)).toEqual(before);
    return refusal;
  }

  async arrives(type: string, more: { eventId?: string; seatOf?: string; correlation?: Command['correlation']; value?: Fields } = {}): Promise<this> {
    const eventId = more.eventId ?? this.key();
    this.matter = await this.stage.command(this.matter.id, {
      operation: 'arrive',
      actor: system('event'),
      key: eventId,
      event: { id: eventId, type, key: this.matter.id, value: more.value ?? {} },
      ...(more.seatOf ? { seatOf: more.seatOf } : {}),
      ...(more.correlation ? { correlation: more.correlation } : {}),
    });
    return this;
  }

  /** The clock fires the alarm of a task. */
  async fires(task: Task, key = this.key()): Promise<this> {
    this.matter = await this.stage.command(this.matter.id, { operation: 'fire', actor: system('clock'), key, task: task.id });
    return this;
  }

  at(local: string): this {
    this.stage.setNow(new Date(`${local}:00+08:00`));
    return this;
  }

  wait(length: WorkingTime): this {
    this.stage.setNow(workingCalendar().add(this.stage.now(), length));
    return this;
  }

  /** `step:person`, with the state where it is not open. */
  tasks = (): string[] =>
    this.matter.tasks
      .map((one) =>
        [
          one.step,
          nameOf(one.holder),
          ...(one.kind === 'decide' || one.kind === 'do' || one.kind === 'await' || one.kind === 'revise' ? [] : [one.kind]),
          ...(one.state === 'open' ? [] : [one.state]),
        ].join(':'),
      )
      .sort();

  async told(code?: string): Promise<string[]> {
    const told = await this.stage.told(this.matter.id);
    return told
      .filter((one) => !code || one.code === code)
      .map((one) => (code ? nameOf(one.person) : `${one.code}:${nameOf(one.person)}`))
      .sort();
  }

  async may(who: string): Promise<string[]> {
    return (await this.stage.allowed(this.matter.id, id(who))).map((one) => one.operation);
  }

  async line(back = 0): Promise<WayLine> {
    const lines = await this.stage.lines(this.matter.id);
    return lines[lines.length - 1 - back]!;
  }

  async ahead(): Promise<string[]> {
    return (await this.stage.ahead(this.matter.id)).map(
      (one) => `${one.step}:${one.uncertain ?? one.people.map(nameOf).join('/')}${one.effectPoint ? '*' : ''}`,
    );
  }
}

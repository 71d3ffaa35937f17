import { Refusal, type Directory } from '@chancery/domain';
import { workingCalendar } from '../calendar/calendar';
import type { Effect, EffectContext, EffectResult, Kind } from '../kind';
import type { Command, Matter, WayLine } from '../matter';
import type { ProcessDefinition } from '../process';
import { allowed, ahead, findPast, openByEvent, openMatter, walk, type Outcome, type WalkContext } from '../walk';
import type { Driver, Stage, World } from './driver';
import { id as idOf } from './group';

interface Kept {
  matter: Matter;
  lines: WayLine[];
  process: ProcessDefinition;
  sight: Set<string>;
  last?: Outcome;
  aside: { reason: NonNullable<Outcome['setAside']>['reason']; step?: string }[];
  versions: { number: number; contentHash: string; form: Matter['form'] }[];
}

const calendar = workingCalendar();
let made = 0;

/** The pure walk with everything in memory: what the store does, done with maps. */
class PureStage implements Stage {
  private readonly matters = new Map<string, Kept>();
  private readonly answers = new Map<string, { content: string; matter: string | undefined }>();
  private directory: Directory;
  private process: ProcessDefinition;
  private time: Date;

  constructor(private readonly world: World) {
    this.directory = world.directory;
    this.process = world.kind.process;
    this.time = world.now;
  }

  private async context(kept: Kept | undefined, company: string, actor: string, form: Matter['form']): Promise<WalkContext> {
    const kind: Kind = this.world.kind;
    const versionOf = kept && kept.matter.state !== 'draft' ? kept.process : this.process;
    const sees = actor === 'system' || !kept || this.seesNow(kept, actor, company);
    return {
      kind,
      process: versionOf,
      directory: this.directory,
      calendar,
      now: this.time,
      id: () => idOf(`made ${made++}`),
      named: (await kind.people?.(undefined, form)) ?? {},
      sees,
    };
  }

  private seesNow(kept: Kept, person: string, company = kept.matter.company): boolean {
    const posts = this.directory.belongs(person, company) ? this.directory.posts(person, company) : [];
    return (
      kept.matter.tasks.some((one) => one.holder === person) ||
      kept.lines.some((one) => one.actor === person || one.forWhom === person) ||
      kept.sight.has(person) ||
      posts.some((one) => this.world.watchers.includes(one))
    );
  }

  /** Runs the effects, then keeps everything at once: an effect that refuses leaves nothing behind. */
  private async keep(outcome: Outcome, process: ProcessDefinition): Promise<Matter> {
    const { matter, line } = outcome;
    const before = this.matters.get(matter.id);
    for (const call of outcome.effects) {
      const effect = (call.what === 'ask' ? this.world.kind.asks : this.world.kind.effects)?.[call.step] as Effect | undefined;
      const { what: _, step: _step, ...rest } = call;
      const scene = {
        ...rest,
        matter,
        actor: { type: 'system', because: 'job' },
        at: this.time,
        directory: this.directory,
      } as unknown as EffectContext;
      await (effect?.(scene) as Promise<EffectResult | void>);
    }
    const kept: Kept = before ?? { matter, lines: [], process, sight: new Set(), aside: [], versions: [] };
    kept.lines = [...kept.lines, { no: kept.lines.length + 1, ...line }];
    kept.matter = matter;
    kept.process = process;
    kept.last = outcome;
    outcome.sight.forEach((one) => kept.sight.add(one.person));
    if (outcome.setAside) kept.aside.push({ reason: outcome.setAside.reason, ...(outcome.setAside.step ? { step: outcome.setAside.step } : {}) });
    if (outcome.frozen) kept.versions.push({ number: matter.textVersion, contentHash: matter.contentHash, form: matter.form });
    this.matters.set(matter.id, kept);
    if (outcome.copy) await this.keep(outcome.copy, this.process);
    return matter;
  }

  /** One answer to one key of a person in a company; a refusal is not kept (OP-002). */
  private async once(key: string, content: unknown, work: () => Promise<Matter>): Promise<Matter | undefined> {
    const text = JSON.stringify(content);
    const before = this.answers.get(key);
    if (before && before.content !== text)
      throw new Refusal('refused', 'key-reused', { zh: '请求编号已用于其他内容。', en: 'The key was used for something else.' }, { status: 422 });
    if (before) return before.matter ? this.matters.get(before.matter)?.matter : undefined;
    const matter = await work();
    this.answers.set(key, { content: text, matter: matter.id });
    return matter;
  }

  async open(input: Parameters<Stage['open']>[0]): Promise<Matter> {
    const actor = input.actor.type === 'person' ? input.actor.id : 'system';
    const context = await this.context(undefined, input.company, actor, input.form);
    return (await this.once(`${input.company} ${actor} ${input.key}`, input, () =>
      this.keep(openMatter({ ...input, id: context.id() }, context), this.process),
    ))!;
  }

  async openByEvent(...[opening, event]: Parameters<Stage['openByEvent']>): Promise<Matter | undefined> {
    const key = `${opening.company} system ${event.id}`;
    if (this.answers.has(key)) return undefined;
    const context = await this.context(undefined, opening.company, 'system', opening.form);
    return this.once(key, [opening, event], () => this.keep(openByEvent({ id: context.id(), opening, key: event.id, event }, context), this.process));
  }

  async command(id: string, command: Command): Promise<Matter> {
    const kept = this.kept(id);
    const actor = command.actor.type === 'person' ? command.actor.id : 'system';
    const key = `${kept.matter.company} ${actor} ${command.key}`;
    const work = async (): Promise<Matter> => {
      const context = await this.context(kept, kept.matter.company, actor, command.form ?? kept.matter.form);
      const past = command.task ? findPast(kept.lines, command.task) : undefined;
      const outcome = walk(kept.matter, command, { ...context, past });
      return this.keep(outcome, outcome.milestones.includes('submitted') && kept.matter.state === 'draft' ? context.process : kept.process);
    };
    return (await this.once(key, { id, ...command }, work))!;
  }

  private kept(id: string): Kept {
    const kept = this.matters.get(id);
    if (!kept) throw new Error(`no matter ${id}`);
    return kept;
  }

  async allowed(id: string, person: string): ReturnType<Stage['allowed']> {
    const kept = this.kept(id);
    return allowed(kept.matter, person, await this.context(kept, kept.matter.company, person, kept.matter.form));
  }

  async ahead(id: string): ReturnType<Stage['ahead']> {
    const kept = this.kept(id);
    return ahead(kept.matter, await this.context(kept, kept.matter.company, 'system', kept.matter.form));
  }

  matter = async (id: string): Promise<Matter> => this.kept(id).matter;
  lines = async (id: string): Promise<WayLine[]> => this.kept(id).lines;
  sees = async (id: string, person: string): Promise<boolean> => this.seesNow(this.kept(id), person);
  told = async (id: string): ReturnType<Stage['told']> => this.kept(id).last?.told ?? [];
  setAside = async (id: string): ReturnType<Stage['setAside']> => this.kept(id).aside;
  versions = async (id: string): ReturnType<Stage['versions']> => this.kept(id).versions;
  now = (): Date => this.time;
  setNow = (now: Date): void => void (this.time = now);
  setDirectory = async (directory: Directory): Promise<void> => void (this.directory = directory);
  publish = async (process: ProcessDefinition): Promise<void> => void (this.process = process);
  close = async (): Promise<void> => undefined;
}

export const pureDriver: Driver = { name: 'pure', stage: async (world) => new PureStage(world) };

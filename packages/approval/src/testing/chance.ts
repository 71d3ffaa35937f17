import { person, Refusal, system } from '@chancery/domain';
import type { Kind } from '../kind';
import type { Command, Matter, WayLine } from '../matter';
import { places } from '../walk/blocks';
import { pureDriver } from './pure';
import type { Stage } from './driver';
import { group, id } from './group';
import { directories, events, people, title, worlds, type World } from './worlds';

/** Takes numbers one after another and chooses by them: a random sequence that can be shrunk. */
export class Chance {
  private at = 0;
  constructor(private readonly numbers: number[]) {}
  get over(): boolean {
    return this.at >= this.numbers.length;
  }
  of<T>(list: readonly T[]): T {
    return list[(this.numbers[this.at++] ?? 0) % list.length]!;
  }
}

export interface Seen {
  before: Matter;
  after: Matter;
  command: Command;
  lines: WayLine[];
  stage: Stage;
  kind: Kind;
  ran: { step: string; seat: number; round: number; what: string }[];
}

/** Plays a random walk; `look` is called after every command that was not refused. */
export async function play(
  numbers: number[],
  look: (seen: Seen) => Promise<void> | void,
  each: (stage: Stage, matter: Matter, kind: Kind) => Promise<void> | void = () => undefined,
): Promise<void> {
  const chance = new Chance(numbers);
  const world = chance.of(worlds);
  let ran: Seen['ran'] = [];
  const run = (what: string) => (step: string) => [
    step,
    async (scene: { seat: number; round: number }) => void ran.push({ step, seat: scene.seat, round: scene.round, what }),
  ];
  const kind = {
    kind: 'sample',
    title,
    serial: title,
    form: 'x',
    process: { title, version: 1, steps: world.steps },
    requires: world.requires ?? {},
    exempt: world.exempt,
    strictEnterer: world.strictEnterer,
    material: ['title', 'to'],
    titleOf: () => 'x',
    effects: Object.fromEntries((world.effects ?? []).map(run('effect'))),
    asks: Object.fromEntries((world.asks ?? []).map(run('ask'))),
  } as unknown as Kind;
  const stage = await pureDriver.stage({ kind, directory: group(), now: new Date('2026-03-10T01:00:00Z'), watchers: ['admin', 'clerk'] });
  let key = 0;
  const who = chance.of(['he', 'a', 'zhou', 'sun']);
  const form = { title: 'x', to: ['south', 'east'] };
  let matter: Matter | undefined;
  try {
    matter = await stage.open({
      company: id('north'),
      actor: person(id(who === 'he' ? chance.of(['he', 'han']) : who)),
      applicant: id(who),
      key: 'open',
      form,
      submit: chance.of([true, true, false]),
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  while (matter && !chance.over) {
    await each(stage, matter, kind);
    const before = deepFrozen(structuredClone(matter));
    ran = [];
    const command = await next(chance, stage, matter, `key-${key++}`, world);
    if (!command) continue;
    try {
      const after: Matter = await stage.command(matter.id, command);
      await look({ before, after, command, lines: await stage.lines(matter.id), stage, kind, ran });
      matter = after;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      matter = await stage.matter(matter.id);
      expect(matter).toEqual(before);
    }
  }
}

function deepFrozen<T>(value: T): T {
  if (value && typeof value === 'object' && !(value instanceof Date)) Object.values(Object.freeze(value)).forEach(deepFrozen);
  return value;
}

const heard = (world: World, step: string): string[] => {
  const found = places({ title, version: 1, steps: world.steps }).get(step)?.step;
  return found?.type === 'await' ? Object.keys(found.on) : [];
};

async function next(chance: Chance, stage: Stage, matter: Matter, key: string, world: World): Promise<Command | undefined> {
  const what = chance.of(['may', 'may', 'may', 'may', 'may', 'may', 'wild', 'event', 'event', 'clock', 'people', 'time']);
  const text = { textVersion: matter.textVersion, opinion: '意见', key };
  if (what === 'people') return void (await stage.setDirectory(chance.of(directories)));
  if (what === 'time') return stage.setNow(new Date(stage.now().getTime() + chance.of([1, 5, 24, 72]) * 3600_000)) as undefined;
  if (what === 'event') {
    // Mostly what is awaited now; sometimes what comes early, late, or to nobody.
    const open = matter.tasks.filter((one) => one.kind === 'await').flatMap((one) => heard(world, one.step));
    const type = chance.of([...events, ...open, ...open, ...open]);
    const seatOf = type === 'Received' ? { seatOf: chance.of(['south', 'east']) } : {};
    return { operation: 'arrive', actor: system('event'), key, event: { id: key, type, key: matter.id, value: {} }, ...seatOf };
  }
  if (what === 'clock')
    return matter.tasks.length > 0 ? { operation: 'fire', actor: system('clock'), key, task: chance.of(matter.tasks).id } : undefined;
  const named = chance.of(people);
  if (what === 'wild') {
    const operation = chance.of([
      'agree',
      'disagree',
      'done',
      'return',
      'redo',
      'transfer',
      'assign',
      'submit',
      'resubmit',
      'withdraw',
      'discard',
      'urge',
    ]);
    return {
      ...text,
      operation,
      actor: person(id(named)),
      person: id(chance.of(people)),
      target: chance.of(['drafter', 'department', 'left', 'propose']),
      ...(matter.tasks.length > 0 ? { task: chance.of(matter.tasks).id } : {}),
    };
  }
  const offers = (await Promise.all(people.map(async (one) => (await stage.allowed(matter.id, id(one))).map((offer) => ({ one, offer }))))).flat();
  if (offers.length === 0) return undefined;
  // What moves a matter on is chosen more often, so that walks come far.
  const onward = offers.filter(({ offer }) => ['agree', 'done', 'assign', 'submit', 'resubmit'].includes(offer.operation));
  const { one, offer } = chance.of([...offers, ...onward, ...onward, ...onward]);
  return {
    ...text,
    operation: offer.operation,
    actor: person(id(one)),
    ...(offer.task ? { task: offer.task } : {}),
    person: id(named),
    entry: { important: chance.of([true, false]) },
    ...(offer.targets.length > 0 ? { target: chance.of(offer.targets) } : {}),
    ...(offer.ways.length > 0 ? { way: chance.of(offer.ways) } : {}),
    ...(offer.operation === 'resubmit' || offer.operation === 'change'
      ? { form: { title: chance.of(['x', 'x', 'y']), to: ['south', 'east'], note: key } }
      : {}),
  };
}

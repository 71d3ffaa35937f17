import { randomUUID } from 'node:crypto';
import { person, type Actor, type Directory } from '@chancery/domain';
import { testDatabase, type TestDatabase } from '@chancery/testing';
import type { Kind } from '../src/kind';
import { defineKind } from '../src/kind';
import type { Command, Fields, Matter } from '../src/matter';
import type { Block } from '../src/process';
import { createEngine, type StoredEngine } from '../src/run/engine';
import type { KindScope, RunInCompany } from '../src/run/options';
import { by, headOf, leader } from '../src/scenarios/samples';
import { group, id, type Name } from '../src/testing/group';

export const north = id('north');
const words = { zh: '请示', en: 'Request' };

/** A kind to decide on: three deciders one after another, unless steps are given. */
export const requestKind = (more: Partial<Omit<Kind, 'process'>> & { steps?: Block[] } = {}): Kind => {
  const { steps = [headOf(), leader(), by('final', 'gm')], ...kind } = more;
  return defineKind({
    kind: 'request', title: words, serial: { zh: '请', en: 'R' }, form: 'chancery.approval.v1.Sample', requires: {}, effects: {},
    process: { title: words, version: 1, steps }, titleOf: (form: Fields) => String(form['title'] ?? ''), marks: (form: Fields) => ({ secrecy: String(form['secrecy'] ?? '') }), ...kind,
  });
};

/** The stored engine as a service has it: the application's role, row-level security on, the database's own time. */
export class Office {
  private constructor(
    readonly db: TestDatabase,
    readonly engine: StoredEngine,
    private readonly kinds: Kind[],
    private readonly scopes: KindScope[],
    private readonly known: { directory: Directory; reads: () => Promise<Directory> },
  ) {}

  static async open({ kinds = [requestKind()], scopes = [], directory = group() }: { kinds?: Kind[]; scopes?: KindScope[]; directory?: Directory } = {}): Promise<Office> {
    const db = await testDatabase({ name: 'approval' });
    const known = { directory, reads: async () => directory };
    const engine = await engineOver(db.inCompany, kinds, scopes, known);
    return new Office(db, engine, kinds, scopes, known);
  }

  /** A second replica of the service: its own pool, its own copy of everything in memory. */
  replica(): Promise<StoredEngine> {
    return engineOver(this.db.replica().inCompany, this.kinds, this.scopes, this.known);
  }

  /** The directory that a reload finds; `current` stays what it is until then. */
  async changes(directory: Directory): Promise<void> {
    this.known.reads = async () => directory;
    await this.db.superuser().query('UPDATE kit.directory_revision SET revision = $1', [directory.revision]);
  }

  async submitted(who: Name = 'he', form: Fields = { title: '关于购置设备的请示' }, more: { kind?: string; submit?: boolean; key?: string } = {}): Promise<Matter> {
    const { matter } = await this.engine.open({ company: north, actor: person(id(who)), key: more.key ?? randomUUID(), kind: more.kind ?? 'request', form, submit: more.submit ?? true });
    return matter;
  }

  /** The command of the person who holds the first open task, as a screen would send it. */
  commandOf(matter: Matter, operation = 'agree', more: Partial<Command> = {}): Command {
    const task = more.actor ? matter.tasks.find((one) => one.state === 'open' && one.holder === idOf(more.actor!)) : matter.tasks.find((one) => one.state === 'open');
    if (!task) throw new Error('no open task');
    return { operation, actor: person(task.holder), key: randomUUID(), task: task.id, textVersion: matter.textVersion, ...more };
  }

  async does(matter: Matter, operation = 'agree', more: Partial<Command> = {}): Promise<Matter> {
    return (await this.engine.command(matter.company, matter.id, this.commandOf(matter, operation, more))).matter;
  }

  close = (): Promise<void> => this.db.close();
}

const idOf = (actor: Actor): string => (actor.type === 'person' ? actor.id : 'system');

function engineOver(inCompany: RunInCompany, kinds: Kind[], scopes: KindScope[], known: { directory: Directory; reads: () => Promise<Directory> }): Promise<StoredEngine> {
  let copy = known.directory;
  const directory = { current: () => copy, reload: async () => (copy = await known.reads()) };
  return createEngine({ service: 'approval', kinds: kinds as never, inCompany, scopes, prisma: false, directory });
}

import { person, type Directory, type Transaction } from '@chancery/domain';
import { testDatabase, type TestDatabase } from '@chancery/testing';
import type { Kind, Opening } from '../src/kind';
import type { Command, Fields, Matter, Told, WayLine } from '../src/matter';
import type { ProcessDefinition } from '../src/process';
import { createEngine, type StoredEngine } from '../src/run/engine';
import type { RunInCompany } from '../src/run/options';
import { unpacked } from '../src/store/packed';
import type { Driver, Stage, World } from '../src/testing/driver';
import { id } from '../src/testing/group';

let shared: Promise<TestDatabase> | undefined;

/** One database for all scenarios: each plays with a kind of its own name, so that their matters never meet. */
export const storedDatabase = (): Promise<TestDatabase> => (shared ??= testDatabase({ name: 'approval' }));
let kinds = 0;

/** The stored engine as a stage: real transactions as the application's role, row-level security on. */
class StoredStage implements Stage {
  private directory: Directory;
  private time: Date;

  constructor(
    private readonly db: TestDatabase,
    private readonly engine: StoredEngine,
    private readonly kind: Kind,
    world: World,
    private readonly kept: { directory: Directory; now: Date },
  ) {
    this.directory = world.directory;
    this.time = world.now;
  }

  private readonly companies = new Map<string, string>();
  private async run<T>(work: () => Promise<T>): Promise<T> {
    this.db.shift(`${(this.time.getTime() - Date.now()) / 1000} seconds`);
    this.kept.directory = this.directory;
    this.kept.now = this.time;
    return work();
  }
  /** Scenarios use the same keys; here they share a company. */
  private keyed = (key: string): string => `${this.kind.kind} ${key}`;
  private companyOf = (matter: string): string => this.companies.get(matter) ?? id('north');

  async open(input: Parameters<Stage['open']>[0]): Promise<Matter> {
    const { matter } = await this.run(() => this.engine.open({ ...input, key: this.keyed(input.key), kind: this.kind.kind }));
    this.companies.set(matter.id, matter.company);
    return matter;
  }
  async openByEvent(...[opening, event]: [Opening, NonNullable<Command['event']>]): Promise<Matter | undefined> {
    const { matter, repeated } = await this.run(() => this.engine.openByEvent(this.kind.kind, opening, this.keyed(event.id), event));
    this.companies.set(matter.id, matter.company);
    return repeated ? undefined : matter;
  }
  async command(matter: string, command: Command): Promise<Matter> {
    const answer = await this.run(() => this.engine.command(this.companyOf(matter), matter, { ...command, key: this.keyed(command.key) }));
    this.companies.set(answer.matter.id, answer.matter.company);
    return answer.matter;
  }
  private as = { actor: { type: 'system', because: 'job' } as const };
  matter = async (matter: string): Promise<Matter> => (await this.engine.get({ company: this.companyOf(matter), matter, ...this.as })).matter;
  lines = async (matter: string): Promise<WayLine[]> => (await this.engine.way({ company: this.companyOf(matter), matter, ...this.as })).lines.map((line) => ({ ...line, ...(line.key ? { key: line.key.replace(`${this.kind.kind} `, '') } : {}) }));
  allowed = async (matter: string, who: string): ReturnType<Stage['allowed']> =>
    this.engine.get({ company: this.companyOf(matter), matter, actor: person(who) }).then(({ may }) => may, () => []);
  ahead = async (matter: string): ReturnType<Stage['ahead']> => (await this.engine.way({ company: this.companyOf(matter), matter, ...this.as })).ahead;
  sees = (matter: string, who: string): Promise<boolean> => this.engine.get({ company: this.companyOf(matter), matter, actor: person(who) }).then(() => true, () => false);
  versions = async (matter: string): Promise<{ number: number; contentHash: string; form: Fields }[]> =>
    (await this.engine.versions({ company: this.companyOf(matter), matter, ...this.as })).map(({ number, contentHash, form }) => ({ number, contentHash, form }));

  /** Notices of the last command, as they left in its event. */
  async told(matter: string): Promise<Told[]> {
    const { rows } = await this.db.as('relay').query<{ packed: Buffer }>("SELECT packed FROM kit.outbox WHERE key = $1 AND type = 'chancery.approval.v1.MatterMoved' ORDER BY seq DESC LIMIT 1", [matter]);
    const { told = [] } = (rows[0] ? JSON.parse(unpacked(rows[0].packed)) : {}) as { told?: { personId: string; code: string; arguments: Record<string, string> }[] };
    return told.map((one) => ({ person: one.personId, code: one.code, arguments: one.arguments }));
  }
  async setAside(matter: string): ReturnType<Stage['setAside']> {
    const { rows } = await this.db.superuser().query<{ reason: never; step: string | null }>('SELECT reason, step FROM approval.set_aside WHERE matter_id = $1 ORDER BY seq', [matter]);
    return rows.map((row) => ({ reason: row.reason, ...(row.step ? { step: row.step } : {}) }));
  }
  now = (): Date => this.time;
  setNow = (now: Date): void => void (this.time = now);
  setDirectory = async (directory: Directory): Promise<void> => void (this.directory = this.kept.directory = directory);
  publish = (process: ProcessDefinition): Promise<void> => this.engine.publish(this.kind.kind, process);
  close = async (): Promise<void> => undefined;
}

/** Scenarios state times to the millisecond: the transaction's time stands still at the stage's, its own shift stands for the rest. */
function atTime(db: TestDatabase, now: () => Date): RunInCompany {
  const still = (tx: Transaction): Transaction => Object.create(tx, { now: { value: async () => now() } }) as Transaction;
  return Object.assign<(...input: Parameters<RunInCompany>) => Promise<never>, Pick<RunInCompany, 'last'>>((scope, work) => db.inCompany(scope, (tx) => work(still(tx))) as Promise<never>, {
    last: (scope, work) => db.inCompany.last(scope, (tx) => work(still(tx))),
  }) as RunInCompany;
}

export const storedDriver: Driver = {
  name: 'stored',
  async stage(world) {
    const db = await storedDatabase();
    const kind = { ...world.kind, kind: `${world.kind.kind}-${(kinds += 1)}` } as Kind;
    const kept = { directory: world.directory, now: world.now };
    const engine = await createEngine({
      service: 'approval', kinds: [kind as never], inCompany: atTime(db, () => kept.now), prisma: false,
      directory: { current: () => kept.directory, reload: async () => kept.directory },
      scopes: world.watchers.map((post) => ({ post, kinds: [kind.kind], reach: 'own' as const })),
    });
    return new StoredStage(db, engine, kind, world, kept);
  },
};

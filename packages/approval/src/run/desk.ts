import { actorId, type Actor, type Directory, type Transaction } from '@chancery/domain';
import type { Kind } from '../kind';
import type { Fields, Matter, WayLine } from '../matter';
import type { ProcessDefinition } from '../process';
import { unpacked } from '../store/packed';
import { matterFrom, type MatterRow, type TaskRow } from '../store/rows';
import * as statements from '../store/statements';
import { findPast, workingCalendar, type PastTask, type WalkContext } from '../walk';
import { refusal } from '../walk/refusals';
import { isId, newId } from './ids';
import type { EngineOptions } from './options';
import { processVersions, type Processes } from './processes';
import { opens, reachOf } from './sight';

/** The database knows a newer directory than the copy in memory: it is read again and the command is worked out anew. */
export class StaleDirectory extends Error {
  constructor(readonly revision: number) {
    super('stale directory');
  }
}

/** A matter as it was read, with what the asker may know of it. */
export interface Found {
  matter: Matter;
  head: string;
  sees: boolean;
}

/** 办公桌 — what every door of the engine shares: kinds, processes, calendar, who sees what. */
export class Desk {
  readonly kinds: Map<string, Kind>;
  readonly processes: Processes;
  readonly calendar;

  constructor(readonly options: EngineOptions) {
    this.kinds = new Map((options.kinds as unknown as Kind[]).map((kind) => [kind.kind, kind]));
    this.processes = processVersions(this.kinds, options.inCompany);
    this.calendar = options.calendar ?? workingCalendar();
  }

  get directory(): Directory {
    return this.options.directory.current();
  }

  /** @throws Refusal `not-found` for a kind that this service does not have. */
  kind(name: string): Kind {
    const kind = this.kinds.get(name);
    if (!kind) throw refusal('not-found');
    return kind;
  }

  /** Prisma's client on the transaction, where the service has one; it is opened only for work that wants it. */
  prisma<T>(tx: Transaction, work: (db: unknown) => Promise<T>): Promise<T> {
    return this.options.prisma === false ? work(undefined) : tx.prisma(work);
  }

  /** While it is a draft, the version in force; later its own (OP-303, OP-650). */
  processOf(matter: Matter): ProcessDefinition {
    return matter.state === 'draft' ? this.processes.inForce(matter.company, matter.kind) : this.processes.version(matter.company, matter.kind, matter.processVersion);
  }

  async context(tx: Transaction, input: { kind: Kind; process: ProcessDefinition; form: Fields; sees: boolean; past?: PastTask; since?: Date }): Promise<WalkContext> {
    const { kind, process, form, sees, past, since } = input;
    const people = kind.people;
    const named = people ? await this.prisma(tx, (db) => people(db, form)) : {};
    // A transaction that waited for the lock began before the one that it waited for: lines never go back in time.
    const begun = await tx.now();
    const now = since && since > begun ? since : begun;
    return { kind, process, directory: this.directory, calendar: this.calendar, now, id: newId, named, sees, ...(past ? { past } : {}) };
  }

  /** Do the person's posts open the matter (ORG-09). */
  opened(actor: Actor, matter: Pick<Matter, 'company' | 'kind' | 'textVersion'>, secrecy: string): boolean {
    if (actor.type === 'system') return true;
    // What was never submitted is its writers' alone.
    if (matter.textVersion === 0) return false;
    return opens(reachOf(actor.id, matter.company, this.directory, this.options.scopes ?? []), matter.kind, secrecy);
  }

  /** @throws Refusal `not-found` where there is no such matter, or the actor may not know of it. */
  async read(tx: Transaction, actor: Actor, id: string): Promise<Found> {
    if (!isId(id)) throw refusal('not-found');
    await this.processes.look(tx);
    const [row] = await tx.sql<MatterRow & { secrecy: string; tasks: TaskRow[] | null; sees: boolean }>('read', statements.read, [tx.company, id, actor.type === 'person' ? actorId(actor) : null]);
    if (!row) throw refusal('not-found');
    const matter = matterFrom(row, row.tasks);
    if (!row.sees && !this.opened(actor, matter, row.secrecy)) throw refusal('not-found');
    return { matter, head: row.head, sees: true };
  }

  async lines(tx: Transaction, matter: string): Promise<WayLine[]> {
    const rows = await tx.sql<{ line: Buffer }>('lines', statements.lines, [tx.company, matter]);
    return rows.map((row) => JSON.parse(unpacked(row.line)) as WayLine);
  }

  /** The line that closed a task that is no longer open, so that its holder hears who was first (OP-004). */
  past = async (tx: Transaction, matter: string, task: string): Promise<PastTask | undefined> => findPast(await this.lines(tx, matter), task);
}

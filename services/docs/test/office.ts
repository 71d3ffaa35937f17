import { createEngine, unpacked, type Answer, type Fields, type Kind, type Matter, type StoredEngine } from '@chancery/approval';
import { actorId, person, system, type Directory, type Transaction } from '@chancery/domain';
import { demoDirectory, demoPerson } from '@chancery/embedded';
import { contracted, createFiles, folderStore, keptKeys, type Heard, type Job, type Listener, type StoredFile, type StoredFiles } from '@chancery/service';
import { testDatabase, type TestDatabase } from '@chancery/testing';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { Db } from '../src/database';
import { docs } from '../src/docs';
import { typesetter } from '../src/typesetter';

export { demoCompany, demoPerson } from '@chancery/embedded';

export const TEXT = 'application/vnd.chancery.text+json';

interface OutboxRow {
  id: string;
  type: string;
  key: string;
  topic: string;
  seq: number;
  payload: string;
  /** The engine's own events come packed. */
  packed: Buffer | null;
}

/** The documents service without its wires: real database as the application role, real engine, files, typesetter; events and jobs are carried by `settle`. */
export class Office {
  readonly directory: Directory = demoDirectory();
  /** Every event that was stated, in order. */
  readonly stated: { id: string; type: string; value: Fields }[] = [];

  private constructor(
    readonly db: TestDatabase,
    readonly engine: StoredEngine,
    readonly files: StoredFiles,
    private readonly folder: string,
    private readonly root: pg.Pool,
  ) {}

  static async open(): Promise<Office> {
    const db = await testDatabase({ name: 'docs', migrations: docs.migrations, prisma: docs.prisma as never });
    const folder = await mkdtemp(join(tmpdir(), 'docs-'));
    const directory = demoDirectory(0);
    const made: { engine?: StoredEngine } = {};
    const files = createFiles({ database: db, store: folderStore(join(folder, 'files')), keys: keptKeys(join(folder, 'keys')), sees: async (tx, matters, who) => (await made.engine?.sees(tx, matters, who)) ?? false });
    const engine = (made.engine = await createEngine({
      service: 'docs', kinds: docs.kinds.map((kind) => contracted(kind as unknown as Kind)) as never, inCompany: db.inCompany, scopes: docs.scopes, linkFiles: files.link,
      directory: { current: () => directory, reload: async () => directory },
    }));
    return new Office(db, engine, files, folder, db.superuser());
  }

  async close(): Promise<void> {
    await typesetter().close();
    await this.db.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  upload(company: string, who: string, name: string, mediaType: string, content: Buffer | object): Promise<StoredFile> {
    return this.files.put({ company, actor: person(demoPerson(who)), name, mediaType, bytes: Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content)) });
  }

  async submit(company: string, who: string, kind: string, form: Fields): Promise<Matter> {
    return (await this.engine.open({ company, actor: person(demoPerson(who)), key: randomUUID(), kind, form, submit: true })).matter;
  }

  /** The person's operation on the task that lies with that person. */
  async does(matter: Matter, who: string, operation: string, more: { entry?: Fields; target?: string; opinion?: string } = {}): Promise<Matter> {
    const actor = person(demoPerson(who));
    const now = (await this.engine.get({ company: matter.company, actor: system('job'), matter: matter.id })).matter;
    const task = now.tasks.find((one) => one.holder === actorId(actor));
    const answer: Answer = await this.engine.command(matter.company, matter.id, { operation, actor, key: randomUUID(), textVersion: now.textVersion, ...(task ? { task: task.id } : {}), ...more });
    return answer.matter;
  }

  /** Matters of a kind in a company, by a reader. */
  async list(company: string, who: string, kind: string): Promise<Matter[]> {
    return (await this.engine.list({ company, actor: person(demoPerson(who)), list: 'seen', kind, pageSize: 50 })).lines;
  }

  within<T>(company: string, work: (db: Db, tx: Transaction) => Promise<T>): Promise<T> {
    return this.db.inCompany({ company, actor: system('job') }, (tx) => tx.prisma((db: Db) => work(db, tx)));
  }

  /** Carries events to their listeners and does the jobs until nothing is left. `times`: how often each event is delivered and each job done. */
  async settle({ times = 1 }: { times?: number } = {}): Promise<void> {
    for (let moved = true; moved; ) {
      const events = await this.takeEvents();
      for (const event of events) for (let time = 0; time < times; time++) await this.deliver(event);
      const jobs = (await this.root.query<{ company_id: string; type: string; value: never }>('DELETE FROM kit.job RETURNING company_id, type, value')).rows;
      for (const job of jobs) for (let time = 0; time < times; time++) await this.run(job.company_id, job.type, job.value);
      moved = events.length + jobs.length > 0;
    }
  }

  private async takeEvents(): Promise<OutboxRow[]> {
    const { rows } = await this.root.query<OutboxRow>('WITH gone AS (DELETE FROM kit.outbox RETURNING *) SELECT id, type, key, topic, seq, payload, packed FROM gone ORDER BY seq');
    for (const row of rows) if (row.packed) row.payload = unpacked(row.packed);
    for (const { id, type, payload } of rows) this.stated.push({ id, type, value: JSON.parse(payload) as Fields });
    return rows;
  }

  private async deliver({ id, type, key, topic, seq, payload }: OutboxRow): Promise<void> {
    const listener = docs.listens[type] as Listener<Fields> | undefined;
    if (!listener) return;
    const value = JSON.parse(payload) as Fields;
    await this.db.inCompany({ company: listener.company(value), actor: system('event') }, (tx) =>
      listener.hear({ event: { id, type, key, topic, value, source: 'docs', position: seq }, tx, db: (work) => tx.prisma(work), directory: this.directory } as Heard<Fields>),
    );
  }

  private run(company: string, type: string, value: never): Promise<void> {
    const job = docs.jobs[type] as Job | undefined;
    if (!job) throw new Error(`no job ${type}`);
    return job.run({ value, company, directory: this.directory, files: this.files, engine: this.engine, inCompany: (work) => this.db.inCompany({ company, actor: system('job') }, work) });
  }
}

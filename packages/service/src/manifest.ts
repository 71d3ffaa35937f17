import type { Engine, Fields, Kind } from '@chancery/approval';
import type { Actor, Directory, Event, Transaction, Words } from '@chancery/domain';
import type { Register } from '@chancery/registers';
import type { ServiceDefinition } from '@grpc/grpc-js';

/** What a hand-written call gets: who asks, for which company, and the way to a transaction there. */
export interface Call<Request> {
  request: Request;
  actor: Actor;
  /** The acting company, already checked against the directory; empty on personal routes. */
  company: string;
  directory: Directory;
  language: 'zh' | 'en';
  engine: Engine;
  files: Files;
  /** The only way to the database: company and actor set, row-level security in force. */
  inCompany<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Rows of the caller over all companies (personal routes): row-level security by person. */
  asPerson<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export type Handler<Request, Response> = (call: Call<Request>) => Promise<Response>;
/** A live stream: yields until the caller goes away. */
export type StreamHandler<Request, Response> = (call: Call<Request> & { gone: AbortSignal }) => AsyncIterable<Response>;

/** Hand-written gRPC service: the generated definition and a handler for each method. */
export interface Served {
  definition: ServiceDefinition;
  handlers: Record<string, Handler<never, unknown> | StreamHandler<never, unknown>>;
}

/** What a listener gets. It runs once for each event, in the inbox's own transaction of the company that it names. */
export interface Heard<Value = unknown, Db = unknown> {
  /** `position`: place in the source service's stream (its outbox), growing per service. */
  event: Event<Value> & { id: string; topic: string; source: string; position: number };
  tx: Transaction;
  db: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  directory: Directory;
}

export interface Listener<Value = never> {
  /** The company whose transaction the effect belongs to; empty string: machinery tables without a company. */
  company(value: Value): string;
  hear(heard: Heard<Value>): Promise<void>;
}

/** An after-commit job: makes what may not be made inside a transaction (PDF, signature, file). Run at least once; must be repeatable. */
export interface Job<Value = never> {
  run(context: { value: Value; company: string; directory: Directory; files: Files; inCompany: Call<unknown>['inCompany']; engine: Engine }): Promise<void>;
}

export interface StoredFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}

/** 文件 — files by hash, encrypted per item (architecture §6). */
export interface Files {
  /** Stores bytes as a file of the company, readable at once with `matter` if one is named. Refuses types that are not allowed and what is too large. */
  put(input: { company: string; actor: Actor; name: string; mediaType: string; bytes: Buffer; matter?: string }): Promise<StoredFile>;
  /** Reads a file that the actor may see; `system` may read every file of the company. @throws Refusal `missing`. */
  get(input: { company: string; actor: Actor; id: string }): Promise<{ file: StoredFile; bytes: Buffer }>;
  /** Lets another company's system copy a file once it knows the grant (in the transaction of an effect). */
  grant(tx: Transaction, input: { file: string; to: string }): Promise<string>;
  /** Copies a granted file into the company under its own key. Repeatable: the same grant gives the same copy. */
  copyGranted(input: { company: string; grant: string; from: string }): Promise<StoredFile>;
}

/** Group scope (ORG-04): a post × the registers and kinds that it opens, read only, in the companies below. */
export interface Scope {
  post: string;
  kinds: string[];
  registers: string[];
  /** `below`: the company of the post and those under it; `own`: inside its own company only (ORG-09). */
  reach: 'own' | 'below';
}

/** A service = its table of contents. `await serve(docs)` does the rest. */
export interface ServiceManifest {
  name: string;
  title: Words;
  kinds: Kind<Fields, never>[];
  registers: Register[];
  listens: Record<string, Listener>;
  jobs: Record<string, Job>;
  serves: Served[];
  scopes: Scope[];
  /** Folder of the service's own migrations, Prisma's layout. */
  migrations: string;
  /** Makes the generated Prisma client over the kit's shared adapter; absent where the service has no models. */
  prisma?: (adapter: unknown) => unknown;
  /** What must run besides calls and events (the directory's walk of the identity provider). Stopped by the signal. */
  runs?: ((context: { stop: AbortSignal; log: Log; inCompany: (company: string, actor: Actor, work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>; settings: Record<string, string>; listen: Listen }) => Promise<void>)[];
}

/** Hears what transactions of this database told with `pg_notify`, after their commit; reconnects by itself until the signal. */
export type Listen = (channel: string, heard: (payload: string) => void) => Promise<void>;

export interface Log {
  info(values: object, message?: string): void;
  warn(values: object, message?: string): void;
  error(values: object, message?: string): void;
}

import { existsSync, readFileSync } from 'node:fs';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { writeWhole } from './keep';

interface Stored {
  payload: AdapterPayload;
  /** Milliseconds since 1970; absent: for ever. */
  until?: number;
}

/** What a sign-in lives on; codes and interactions are gone with a restart. */
const lasting = new Set(['Session', 'Grant', 'RefreshToken']);

/** Sign-ins in memory, kept in one file so that they outlive a restart. */
export class Shelf {
  private readonly entries = new Map<string, Stored>();
  private writing?: NodeJS.Timeout;

  constructor(private readonly path: string) {
    if (existsSync(path)) this.entries = new Map(JSON.parse(readFileSync(path, 'utf8')) as [string, Stored][]);
  }

  get(key: string): AdapterPayload | undefined {
    const found = this.entries.get(key);
    if (found?.until && found.until < Date.now()) {
      this.entries.delete(key);
      return undefined;
    }
    return found?.payload;
  }

  set(model: string, key: string, payload: AdapterPayload, seconds?: number): void {
    this.entries.set(key, { payload, until: seconds ? Date.now() + seconds * 1000 : undefined });
    if (lasting.has(model)) this.writeSoon();
  }

  drop(test: (key: string, payload: AdapterPayload) => boolean): void {
    for (const [key, { payload }] of this.entries) if (test(key, payload)) this.entries.delete(key);
    this.writeSoon();
  }

  find(test: (key: string, payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload }] of this.entries) if (test(key, payload)) return this.get(key);
    return undefined;
  }

  private writeSoon(): void {
    this.writing ??= setTimeout(() => this.write(), 200).unref();
  }

  write(): void {
    clearTimeout(this.writing);
    this.writing = undefined;
    const now = Date.now();
    const kept = [...this.entries].filter(([key, { until }]) => lasting.has(key.split(':')[0] ?? '') && (!until || until > now));
    writeWhole(this.path, JSON.stringify(kept));
  }

  adapter(model: string): Adapter {
    const key = (id: string): string => `${model}:${id}`;
    return {
      upsert: async (id, payload, seconds) => this.set(model, key(id), payload, seconds),
      find: async (id) => this.get(key(id)),
      findByUid: async (uid) => this.find((name, payload) => name.startsWith(`${model}:`) && payload.uid === uid),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = this.get(key(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => this.drop((name) => name === key(id)),
      revokeByGrantId: async (grant) => this.drop((_name, payload) => payload.grantId === grant),
    };
  }
}

import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { tokenOf, type Cast } from './people.ts';
import type { MeasuredStack } from './stack-process.ts';

export interface Task {
  id: string;
  step: string;
  holder: { id: string };
  state: string;
}

export interface Opened {
  id: string;
  text: { number: number };
  tasks: Task[];
}

/** The people of the cast as API clients over one pool of connections. */
export class Client {
  private readonly tokens = new Map<string, string>();
  private readonly pool: Pool;
  private readonly stack: MeasuredStack;
  readonly cast: Cast;

  constructor(stack: MeasuredStack, cast: Cast, connections: number) {
    this.stack = stack;
    this.cast = cast;
    this.pool = new Pool(stack.url, { connections, pipelining: 1 });
  }

  /** Tokens live two minutes: new ones before each run. */
  async signIn(): Promise<void> {
    for (const who of [this.cast.applicant, ...this.cast.deciders]) this.tokens.set(who.id, await tokenOf(this.stack.identity, who));
  }

  async call<T>(method: 'GET' | 'POST', path: string, person: string, body?: unknown): Promise<T> {
    const { statusCode, body: answer } = await this.pool.request({
      method, path,
      headers: {
        authorization: `Bearer ${this.tokens.get(person)}`, 'chancery-company': this.cast.company, 'accept-language': 'zh-CN',
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (statusCode >= 300) throw new Error(`${method} ${path}: ${statusCode} ${text.slice(0, 400)}`);
    return JSON.parse(text) as T;
  }

  open(title: string): Promise<Opened> {
    const text = { id: randomUUID(), name: '正文.json', mediaType: 'application/vnd.chancery.text+json', size: 1200, sha256: 'a'.repeat(64) };
    const form = { title, documentKind: 'notice', text, outsideAddressees: ['市交通运输局'], importance: 'ordinary', copies: 2 };
    return this.matter('/api/docs/outgoing-document', this.cast.applicant.id, { form, submit: true });
  }

  /** What is empty is left out on the wire. */
  private async matter(path: string, person: string, body: unknown): Promise<Opened> {
    const answer = await this.call<Opened & { tasks?: Task[] }>('POST', path, person, body);
    return { ...answer, tasks: answer.tasks ?? [] };
  }

  /** One decision: agrees at the matter's open task. */
  decide(matter: Opened): Promise<Opened> {
    const task = matter.tasks.find((one) => one.state === 'open');
    if (!task) throw new Error(`matter ${matter.id} has no open task`);
    return this.matter(`/api/docs/matters/${matter.id}/tasks/${task.id}/agree`, task.holder.id, { opinion: '同意', textVersion: matter.text.number });
  }

  close = (): Promise<void> => this.pool.close();
}

/** Does something for each of a list, so many at a time; each goes on with the next as soon as it is free. */
export async function inFlight<T>(list: T[], lanes: number, work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < list.length; at = next++) await work(list[at]!);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

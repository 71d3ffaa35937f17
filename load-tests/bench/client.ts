import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { tokenOf, type Cast } from './people.ts';
import type { Stack } from './stack.ts';

export interface Task {
  id: string;
  step: string;
  kind: string;
  holder: { id: string };
  state: string;
}

export interface Opened {
  id: string;
  text: { number: number };
  tasks: Task[];
  position?: number;
}

const blocks = Array.from({ length: 12 }, (_, at) => ({ type: 'paragraph', level: 0, text: `第${at + 1}条 各单位应当落实责任，按期报告进展情况。`, rows: [] }));

/** The people of the cast as API clients over one pool of connections. */
export class Client {
  private readonly tokens = new Map<string, string>();
  private readonly pool: Pool;
  private readonly stack: Stack;
  readonly cast: Cast;

  constructor(stack: Stack, cast: Cast, connections: number) {
    this.stack = stack;
    this.cast = cast;
    this.pool = new Pool(stack.url, { connections, pipelining: 1 });
  }

  /** Tokens live two minutes: new ones before each run. */
  async signIn(): Promise<void> {
    for (const who of [this.cast.applicant, ...this.cast.deciders]) this.tokens.set(who.id, await tokenOf(this.stack.identity, who));
  }

  async call<T>(method: 'GET' | 'POST', path: string, person: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const { statusCode, body: answer } = await this.pool.request({
      method, path,
      headers: {
        authorization: `Bearer ${this.tokens.get(person)}`, 'chancery-company': this.cast.company, 'accept-language': 'zh-CN',
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}), ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (statusCode >= 300) throw new Error(`${method} ${path}: ${statusCode} ${text.slice(0, 400)}`);
    return JSON.parse(text) as T;
  }

  /** Submits an important outgoing document with a text of its own: its first task is the office's review. */
  async open(title: string): Promise<Opened> {
    const { applicant } = this.cast;
    const text = await this.call('POST', '/api/docs/files', applicant.id, { blocks }, {
      'content-type': 'application/vnd.chancery.text+json', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('正文.json')}`,
    });
    const form = { title, documentKind: 'notice', text, outsideAddressees: ['市交通运输局'], importance: 'important', copies: 2 };
    return this.matter('/api/docs/outgoing-document', applicant.id, { form, submit: true });
  }

  /** What is empty is left out on the wire. */
  private async matter(path: string, person: string, body: unknown): Promise<Opened> {
    const answer = await this.call<Opened & { tasks?: Task[] }>('POST', path, person, body);
    return { ...answer, tasks: answer.tasks ?? [] };
  }

  /** One decision at the matter's open task. */
  decide(matter: Opened, operation: 'agree' | 'disagree' = 'agree'): Promise<Opened> {
    const task = openTask(matter);
    return this.matter(`/api/docs/matters/${matter.id}/tasks/${task.id}/${operation}`, task.holder.id, { opinion: operation === 'agree' ? '同意' : '不同意', textVersion: matter.text.number });
  }

  close = (): Promise<void> => this.pool.close();
}

export function openTask(matter: Opened): Task {
  const task = matter.tasks.find((one) => one.state === 'open');
  if (!task) throw new Error(`matter ${matter.id} has no open task`);
  return task;
}

/** Does something for each of a list, so many at a time; each goes on with the next as soon as it is free. */
export async function inFlight<T>(list: T[], lanes: number, work: (one: T, at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < list.length; at = next++) await work(list[at]!, at);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

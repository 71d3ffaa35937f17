import { Client, company, holder, personById } from '../office';
import type { Person } from '@chancery/domain';

/** The notice of the handbook, as carried by the journeys: who drafts, who signs, whom it goes to. */
export interface Notice {
  title: string;
  blocks: unknown[];
  addressees: string[];
  countersigners: string[];
  important?: boolean;
}

/** Submits an outgoing document and answers its matter. */
export async function submit(drafter: Client, notice: Notice): Promise<Record<string, any>> {
  const text = await drafter.uploadText(notice.blocks);
  return drafter.ok('POST', '/api/docs/outgoing-document', {
    form: {
      title: notice.title,
      documentKind: 'notice',
      text,
      addressees: notice.addressees,
      countersigners: notice.countersigners,
      importance: notice.important ? 'important' : 'ordinary',
      copies: notice.addressees.length + 1,
    },
    submit: true,
  });
}

/** A client of any person of the group, made once. */
export class Office {
  private readonly clients = new Map<string, Client>();

  constructor(readonly url: string) {}

  as(person: Person, companyId: string): Client {
    const key = `${person.id}/${companyId}`;
    const client = this.clients.get(key) ?? new Client(this.url, person, companyId);
    this.clients.set(key, client);
    return client;
  }

  /** Acts on the first open task of a person at the step: the main operation, or the one named. Answers the matter afterwards. */
  async act(matter: Record<string, any>, step: string, operation?: string, more: Record<string, unknown> = {}): Promise<Record<string, any>> {
    const task = (matter.tasks ?? []).find((one: any) => one.step === step && one.holder && one.holder.id !== 'system');
    if (!task) throw new Error(`no open task at ${step}: ${JSON.stringify((matter.tasks ?? []).map((one: any) => [one.step, one.state, one.holder?.name]))}`);
    const person = personById(task.holder.id);
    const client = this.as(person, matter.companyId);
    const mine = await client.ok('GET', `/api/docs/matters/${matter.id}`);
    const allowed = (mine.may ?? []).filter((one: any) => one.taskId === task.id).map((one: any) => one.name);
    const main = operation ?? (task.kind === 'do' ? 'done' : 'agree');
    if (!allowed.includes(main)) throw new Error(`${person.name} may not ${main} at ${step}: ${allowed.join(', ')}`);
    const textVersion = mine.text?.number ?? 0;
    return client.ok('POST', `/api/docs/matters/${matter.id}/tasks/${task.id}/${main}`, { opinion: operation === 'agree' || !operation ? '同意。' : '请修改。', textVersion, ...more });
  }

  /** The matter as somebody who sees it has it. */
  get(matter: Record<string, any>, person: Person): Promise<Record<string, any>> {
    return this.as(person, matter.companyId).ok('GET', `/api/docs/matters/${matter.id}`);
  }
}

export { company, holder };

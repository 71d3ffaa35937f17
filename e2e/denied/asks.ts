import { randomUUID } from 'node:crypto';
import type { Client } from '../office';

/** One request on a real object, that one person may make. */
export interface Asked {
  right: Client;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** What is not to be found in the answer for others, where a route answers everybody of the company with what each may see. */
  secret?: string;
  /** What must be as it was after a refusal. */
  state?(): Promise<unknown>;
}

/** What someone of the same company who is not concerned is answered: a status, or an answer without the secret. */
export interface Prepared {
  unconcerned: number | 'own view';
  make(world: World): Promise<Asked>;
}

export interface World {
  drafter: Client;
  clerk: Client;
  of(personId: string): Client;
}

const blocks = [{ type: 'paragraph', level: 0, text: '请各单位开展安全检查。', rows: [] }];

async function form(world: World, title: string): Promise<Record<string, unknown>> {
  return {
    title,
    documentKind: 'notice',
    text: await world.drafter.uploadText(blocks),
    outsideAddressees: ['市应急管理局'],
    importance: 'ordinary',
    copies: 2,
  };
}
const unique = (): string => `关于安全检查的通知 ${randomUUID().slice(0, 8)}`;

/** A document on its way, at its first decision. */
async function running(world: World, submit = true): Promise<{ id: string; title: string; matter: Record<string, any> }> {
  const title = unique();
  const matter = await world.drafter.ok('POST', '/api/docs/outgoing-document', { form: await form(world, title), submit });
  return { id: matter.id, title, matter };
}

const onMatter = (more = '', submit = true) => ({
  unconcerned: 404 as const,
  make: async (world: World): Promise<Asked> => {
    const { id } = await running(world, submit);
    return { right: world.drafter, path: `/api/docs/matters/${id}${more}` };
  },
});
const versionOf = (client: Client, id: string) => async (): Promise<unknown> => (await client.ok('GET', `/api/docs/matters/${id}`)).version;

/** The one table: each route of the contract by its verb and template. A route that is missing here fails the suite. */
export const asks: Record<string, Prepared> = {
  'get /api/{service}/matters/{matter_id}': onMatter(),
  'get /api/{service}/matters/{matter_id}/way': onMatter('/way'),
  'get /api/{service}/matters/{matter_id}/versions': onMatter('/versions'),
  'get /api/{service}/matters': {
    unconcerned: 'own view',
    make: async (world) => ({ right: world.drafter, path: '/api/docs/matters?list=started&page_size=10', secret: (await running(world)).id }),
  },
  'patch /api/{service}/matters/{matter_id}': {
    unconcerned: 404,
    make: async (world) => {
      const { id, matter } = await running(world, false);
      return {
        right: world.drafter,
        path: `/api/docs/matters/${id}`,
        body: { form: { ...matter.form, copies: 3 }, version: matter.version },
        state: versionOf(world.drafter, id),
      };
    },
  },
  'post /api/{service}/matters/{matter_id}/{operation}': {
    unconcerned: 404,
    make: async (world) => {
      const { id, matter } = await running(world);
      return {
        right: world.drafter,
        path: `/api/docs/matters/${id}/withdraw`,
        body: { reason: '内容有误', version: matter.version },
        state: versionOf(world.drafter, id),
      };
    },
  },
  'post /api/{service}/matters/{matter_id}/tasks/{task_id}/{operation}': {
    unconcerned: 404,
    make: async (world) => {
      const { id, matter } = await running(world);
      const task = matter.tasks.find((one: any) => one.state === 'open');
      return {
        right: world.of(task.holder.id),
        path: `/api/docs/matters/${id}/tasks/${task.id}/agree`,
        body: { opinion: '同意', textVersion: matter.text.number },
        state: versionOf(world.drafter, id),
      };
    },
  },
  'get /api/{service}/kinds': { unconcerned: 'own view', make: async (world) => ({ right: world.drafter, path: '/api/docs/kinds' }) },
  'get /api/{service}/registers': { unconcerned: 'own view', make: async (world) => ({ right: world.clerk, path: '/api/docs/registers' }) },
  'get /api/{service}/registers/{register}': {
    unconcerned: 'own view',
    make: async (world) => {
      const title = unique();
      await incoming(world, title);
      return { right: world.clerk, path: '/api/docs/registers/incoming-documents?page_size=500', secret: title };
    },
  },
  'post /api/{service}/files': {
    unconcerned: 'own view',
    make: async (world) => ({
      right: world.drafter,
      path: '/api/docs/files',
      body: Buffer.from(JSON.stringify({ blocks })),
      headers: { 'content-type': 'application/vnd.chancery.text+json', 'content-disposition': "attachment; filename*=UTF-8''text.json" },
    }),
  },
  'get /api/{service}/files/{file_id}': {
    unconcerned: 404,
    make: async (world) => ({ right: world.drafter, path: `/api/docs/files/${(await running(world)).matter.form.text.id}` }),
  },
  'post /api/docs/outgoing-document': {
    unconcerned: 404,
    make: async (world) => ({ right: world.drafter, path: '/api/docs/outgoing-document', body: { form: await form(world, unique()), submit: true } }),
  },
  'post /api/docs/incoming-document': {
    unconcerned: 403,
    make: async (world) => ({ right: world.clerk, path: '/api/docs/incoming-document', body: { form: incomingForm(unique()), submit: true } }),
  },
  'post /api/docs/papers/preview': {
    unconcerned: 404,
    make: async (world) => ({ right: world.drafter, path: '/api/docs/papers/preview', body: { matterId: (await running(world)).id } }),
  },
  'get /api/docs/receipts/{matter_id}': {
    unconcerned: 404,
    make: async (world) => ({ right: world.drafter, path: `/api/docs/receipts/${(await running(world)).id}` }),
  },
  'get /api/docs/duplicates': {
    unconcerned: 'own view',
    make: async (world) => {
      const title = unique();
      const { form: sent } = await incoming(world, title);
      return {
        right: world.clerk,
        path: `/api/docs/duplicates?sender=${encodeURIComponent(sent.sender)}&document_number=${encodeURIComponent(sent.documentNumber)}`,
        secret: title,
      };
    },
  },
  'get /api/directory/me': {
    unconcerned: 'own view',
    make: async (world) => ({ right: world.drafter, path: '/api/directory/me', secret: world.drafter.person.username }),
  },
  'get /api/directory/companies': { unconcerned: 'own view', make: async (world) => ({ right: world.drafter, path: '/api/directory/companies' }) },
  'get /api/directory/departments': {
    unconcerned: 'own view',
    make: async (world) => ({ right: world.drafter, path: '/api/directory/departments' }),
  },
  'get /api/directory/people': {
    unconcerned: 'own view',
    make: async (world) => ({ right: world.drafter, path: `/api/directory/people?q=${encodeURIComponent('孙')}` }),
  },
  'get /api/workbench/inbox': {
    unconcerned: 'own view',
    make: async (world) => {
      const { id, matter } = await running(world);
      const holder = world.of(matter.tasks.find((one: any) => one.state === 'open').holder.id);
      return { right: holder, path: `/api/workbench/inbox?service=docs&position=${matter.position}&page_size=200`, secret: id };
    },
  },
  'get /api/workbench/notices': { unconcerned: 'own view', make: async (world) => ({ right: world.drafter, path: '/api/workbench/notices' }) },
  'post /api/workbench/notices/read': {
    unconcerned: 'own view',
    make: async (world) => ({ right: world.drafter, path: '/api/workbench/notices/read', body: { ids: [randomUUID()] } }),
  },
  'get /api/workbench/events': { unconcerned: 'own view', make: async (world) => ({ right: world.drafter, path: '/api/workbench/events' }) },
};

interface IncomingForm {
  sender: string;
  documentNumber: string;
  title: string;
  documentKind: string;
  relation: string;
}

function incomingForm(title: string): IncomingForm {
  return { sender: '市应急管理局', documentNumber: `应急〔2026〕${title.slice(-8)}号`, title, documentKind: 'notice', relation: 'superior' };
}

/** A document from outside, registered: it stands in the register of incoming documents. */
async function incoming(world: World, title: string): Promise<{ id: string; form: IncomingForm }> {
  const sent = incomingForm(title);
  const matter = await world.clerk.ok('POST', '/api/docs/incoming-document', { form: sent, submit: true });
  const task = matter.tasks.find((one: any) => one.step === 'register' && one.state === 'open');
  if (task) await world.of(task.holder.id).ok('POST', `/api/docs/matters/${matter.id}/tasks/${task.id}/done`, { textVersion: matter.text.number });
  return { id: matter.id, form: sent };
}

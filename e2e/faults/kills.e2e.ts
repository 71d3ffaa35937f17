import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, company, holder, personById } from '../office';
import { sleep, Stack } from '../stack';

const kills = Number(process.env.CHANCERY_KILLS ?? 20);
const headquarters = company('衡川集团');
const addressees = [company('衡川建设'), company('衡川置业'), company('衡川物流')];
const blocks = [
  { type: 'paragraph', level: 0, text: '现将有关事项通知如下：', rows: [] },
  { type: 'heading', level: 1, text: '工作准备', rows: [] },
  { type: 'paragraph', level: 0, text: '每天提前10分钟到岗，做好工作前的准备工作。', rows: [] },
];

/** Acknowledged commands are kept outside the stack, in a file that no kill reaches. */
const ledgerFile = join(mkdtempSync(join(tmpdir(), 'chancery-kills-')), 'acknowledged.jsonl');
const acknowledge = (line: object): void => appendFileSync(ledgerFile, `${JSON.stringify(line)}\n`);

let stack: Stack;
let stopping = false;
const clients = new Map<string, Client>();
const as = (personId: string, companyId: string): Client => {
  const key = `${personId}/${companyId}`;
  clients.set(key, clients.get(key) ?? new Client(stack.url, personById(personId), companyId));
  return clients.get(key)!;
};

/** Sends a command until it is answered; the key stays the same, so a command that was committed before a kill is not done twice. */
async function durable(client: Client, path: string, body: unknown): Promise<Record<string, any>> {
  const key = randomUUID();
  for (;;) {
    try {
      const answer = await client.call('POST', path, body, { 'idempotency-key': key });
      if (answer.status < 300) {
        acknowledge({ path, key, matter: answer.body.id, step: (body as { step?: string }).step });
        return answer.body;
      }
      if (![401, 429, 500, 502, 503, 504].includes(answer.status)) throw new Refused(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    await sleep(150);
  }
}
class Refused extends Error {}

async function read(client: Client, path: string): Promise<Record<string, any>> {
  for (;;) {
    try {
      const answer = await client.call('GET', path);
      if (answer.status < 300) return answer.body;
      if (answer.status < 500 && answer.status !== 401 && answer.status !== 429) throw new Refused(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    await sleep(150);
  }
}

/** Carries documents from draft to issue, one after another, whatever is killed meanwhile. */
async function worker(n: number, issued: string[]): Promise<void> {
  const drafter = holder('staff', headquarters.id);
  for (let round = 0; !stopping; round += 1) {
    const client = as(drafter.id, headquarters.id);
    let text: Record<string, any> | undefined;
    while (!text) text = await client.uploadText(blocks).catch(() => (sleep(150), undefined));
    const form = { title: `关于第${n}-${round}号事项的通知`, documentKind: 'notice', text, addressees: addressees.map((one) => one.id), importance: 'ordinary', copies: 4 };
    let matter = await durable(client, '/api/docs/outgoing-document', { form, submit: true });
    for (const step of ['review', 'sign', 'number', 'print', 'proofread', 'copy', 'issue']) matter = await carry(matter, step);
    issued.push(matter.id);
  }
}

async function carry(matter: Record<string, any>, step: string): Promise<Record<string, any>> {
  const task = matter.tasks.find((one: any) => one.step === step);
  if (!task) throw new Refused(`no task at ${step}, ${matter.state}: ${JSON.stringify(matter.tasks)}`);
  const client = as(task.holder.id, headquarters.id);
  const operation = task.kind === 'do' ? 'done' : 'agree';
  if (step === 'proofread') for (;;) {
    const seen = await read(client, `/api/docs/matters/${matter.id}`);
    if ((seen.facts ?? []).some((fact: any) => fact.file)) break;
    await sleep(200);
  }
  return durable(client, `/api/docs/matters/${matter.id}/tasks/${task.id}/${operation}`, { opinion: '同意。', textVersion: matter.text?.number ?? 1 });
}

afterAll(async () => {
  await stack?.remove();
});

test(`[APR-11][FIN-03][APR-25] ${kills} kills at random points: each acknowledged command has exactly one effect, each issued document arrives once`, async () => {
  stack = await (await Stack.create()).start();
  const issued: string[] = [];
  const workers = Array.from({ length: 4 }, (_, n) => worker(n, issued));
  const all = Promise.all(workers);
  all.catch(() => {});
  for (let n = 0; n < kills; n += 1) {
    await Promise.race([sleep(400 + Math.random() * 1800), all]);
    stack.kill();
    await stack.start();
  }
  await sleep(3000);
  stopping = true;
  await all;

  const acknowledged = readFileSync(ledgerFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  expect(acknowledged.length).toBeGreaterThan(kills);
  expect(new Set(acknowledged.map((one) => one.key)).size).toBe(acknowledged.length);

  // One effect each: the way of each matter has as many lines as commands were acknowledged for it (arrived receipts aside).
  const perMatter = new Map<string, number>();
  for (const one of acknowledged) perMatter.set(one.matter, (perMatter.get(one.matter) ?? 0) + 1);
  const drafter = as(holder('staff', headquarters.id).id, headquarters.id);
  for (const [matter, count] of perMatter) {
    const way = await read(drafter, `/api/docs/matters/${matter}/way`);
    expect({ matter, lines: way.lines.filter((line: any) => line.operation !== 'arrive').length }).toEqual({ matter, lines: count });
  }

  // Numbers without gap or repeat, and each issued document once in each addressee's register of arrivals.
  const clerk = as(holder('clerk', headquarters.id).id, headquarters.id);
  const register = await allLines(clerk, 'outgoing-documents');
  const serials = register.map((line) => Number(line.serial)).sort((a, b) => a - b);
  expect(serials).toEqual(serials.map((_, at) => at + 1));
  expect(issued.length).toBeGreaterThan(0);
  for (const addressee of addressees) {
    const office = as(holder('clerk', addressee.id).id, addressee.id);
    const until = Date.now() + 60_000;
    let arrived: string[] = [];
    while (Date.now() < until) {
      arrived = (await allMatters(office)).map((one) => String(one.form?.senderMatterId));
      if (issued.every((id) => arrived.includes(id))) break;
      await sleep(500);
    }
    for (const id of issued) expect({ addressee: addressee.shortName, id, arrived: arrived.filter((one) => one === id).length }).toEqual({ addressee: addressee.shortName, id, arrived: 1 });
  }
}, 900_000);

async function allLines(client: Client, register: string): Promise<Record<string, any>[]> {
  const lines: Record<string, any>[] = [];
  for (let after = ''; ; ) {
    const page = await read(client, `/api/docs/registers/${register}?pageSize=200${after ? `&after=${encodeURIComponent(after)}` : ''}`);
    lines.push(...(page.lines ?? []));
    if (!page.next) return lines;
    after = page.next;
  }
}

async function allMatters(client: Client): Promise<Record<string, any>[]> {
  const matters: Record<string, any>[] = [];
  for (let after = ''; ; ) {
    const page = await read(client, `/api/docs/matters?list=seen&kind=incoming-document&pageSize=200${after ? `&after=${encodeURIComponent(after)}` : ''}`);
    matters.push(...(page.matters ?? []));
    if (!page.next) return matters;
    after = page.next;
  }
}

import type { Company } from '@chancery/domain';
import type { Browser, Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Desk, openBrowser, phone, screen } from '../browser';
import { company, department, holder, personById, Client } from '../office';
import { sleep } from '../stack';

const url = process.env.CHANCERY_URL!;
const headquarters = company('衡川集团');
const subsidiaries = ['衡川建设', '衡川置业', '衡川物流'].map(company);
const title = '关于印发《办公室工作流程》的通知';
const { blocks } = JSON.parse(readFileSync(join(__dirname, '../../packages/papers/test/notice.json'), 'utf8')) as { blocks: { type: string; text: string; level: number }[] };

let browser: Browser;
const desks = new Map<string, Desk>();
/** Each actor at a screen of their own, signed in as that person. */
async function desk(personId: string, device = screen): Promise<Desk> {
  const known = desks.get(personId);
  if (known) return known;
  // Nobody keeps a screen open that is not looked at: the one not used for longest goes home.
  for (const [oldest, gone] of [...desks].slice(0, Math.max(0, desks.size - 3))) {
    desks.delete(oldest);
    await gone.close();
  }
  const made = await Desk.signIn(browser, url, personById(personId), device);
  desks.set(personId, made);
  return made;
}

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
});

const drafter = holder('staff', headquarters.id, department('行政部', headquarters.id));
const api = new Client(url, drafter, headquarters.id);
const matterOf = (id: string): Promise<Record<string, any>> => api.ok('GET', `/api/docs/matters/${id}`);

/** Waits until the matter stands open at the step, and answers the one who holds it there. */
async function openAt(id: string, step: string, client = api): Promise<{ holder: string; task: string }> {
  for (let n = 0; n < 150; n += 1) {
    const matter = await client.ok('GET', `/api/docs/matters/${id}`);
    const task = (matter.tasks ?? []).find((one: any) => one.step === step && one.holder?.id !== 'system');
    if (task) return { holder: task.holder.id, task: task.id };
    await sleep(100);
  }
  throw new Error(`the matter does not come to ${step}`);
}

/** Somebody who sees the matter and does not hold the task is shown no operation that decides or carries out. */
async function nonHolderHasNone(at: Company, id: string, holderId: string): Promise<void> {
  const watchers = [...(at === headquarters ? [drafter] : []), holder('director', at.id), holder('archivist', at.id)];
  const other = watchers.find((one) => one.id !== holderId)!.id;
  const seen = await desk(other);
  await seen.open(at, id);
  const operations = await seen.operations();
  for (const operation of ['agree', 'disagree', 'done', 'redo', 'return']) expect(operations).not.toContain(operation);
}

interface Acting {
  opinion?: string;
  device?: typeof screen;
  at?: Company;
  client?: Client;
  /** What is stated at the step: chosen by name in the fields above the opinion. */
  entry?: { field: string; name: string }[];
  /** What is written at the step. */
  written?: { field: string; text: string }[];
}

/** Chooses an option by its name in a field that opens a list, as a hand would: until it stands there. */
async function pick(page: Page, field: string, name: string): Promise<void> {
  const box = page.locator(`[data-field=${field}]`);
  const input = box.locator('input').first();
  const chosen = box.locator('.ant-select').getByText(name).first();
  for (let turn = 0; turn < 4; turn += 1) {
    const searches = await input.isEditable();
    await (searches ? input : box.locator('.ant-select').first()).click();
    if (searches) await input.fill(name);
    const option = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: name }).first();
    await option.waitFor({ timeout: 10_000 });
    await option.click();
    if (searches) await page.keyboard.press('Escape');
    if (await chosen.waitFor({ timeout: 2000 }).then(() => true, () => false)) return;
  }
  throw new Error(`${name} cannot be chosen in ${field}`);
}

/** The holder finds the task in the inbox, opens the matter and presses the step's button; what cannot be undone is confirmed. */
async function act(id: string, step: string, operation: 'agree' | 'done' | 'redo', options: Acting = {}): Promise<void> {
  const { at = headquarters, client = api } = options;
  const { holder: who, task } = await openAt(id, step, client);
  await nonHolderHasNone(at, id, who);
  const seat = await desk(who, options.device);
  await seat.page.goto(`${url}/inbox?task=${task}`);
  await seat.page.locator(`[data-task="${task}"]`).waitFor({ timeout: 20_000 });
  await seat.open(at, id);
  const bar = seat.page.locator('[data-testid=decision-bar]');
  const button = bar.locator(`[data-operation=${operation}]`).first();
  await button.waitFor({ timeout: 20_000 });
  for (const { field, name } of options.entry ?? []) await pick(seat.page, field, name);
  for (const { field, text } of options.written ?? []) await seat.page.locator(`[data-field=${field}]`).locator('textarea, input').first().fill(text);
  const field = bar.locator('textarea').last();
  if (await field.count()) await field.fill(options.opinion ?? (operation === 'agree' ? '同意。' : '已办。'));
  if (operation === 'redo' && !(await button.isVisible())) await bar.getByRole('button', { name: '更多' }).click();
  await button.click();
  if (operation === 'redo') await seat.page.locator('.pop button.ant-btn-primary').last().click();
  const confirm = seat.page.locator('.ant-modal-confirm-btns .ant-btn-primary, .ant-modal-footer .ant-btn-primary');
  await confirm.first().waitFor({ timeout: 800 }).then(() => confirm.first().click(), () => undefined);
  for (let n = 0; n < 100; n += 1) {
    const after = await client.ok('GET', `/api/docs/matters/${id}`);
    if (!(after.tasks ?? []).some((one: any) => one.id === task)) return;
    await sleep(100);
  }
  throw new Error(`pressing ${operation} at ${step} did not take effect: ${await bar.innerText().catch(() => 'no bar')}`);
}

/** Types the notice into the editor: elements at the left, the text by pasting, as somebody would from another program. */
async function draft(): Promise<string> {
  const seat = await desk(drafter.id);
  const { page } = seat;
  await page.goto(`${url}/${headquarters.code}/docs/new/outgoing-document`);
  await page.getByLabel('标题', { exact: true }).fill(title);
  for (const one of subsidiaries) await pick(page, 'addressees', one.shortName);
  for (const name of ['人力资源部', '财务部']) await pick(page, 'countersigners', name);
  const digits = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
  let heading = 0;
  const typed = blocks.map((block) => (block.type === 'heading' ? `${digits[heading++]}、${block.text}` : block.text)).join('\n');
  const first = page.getByRole('group', { name: '正文' }).locator('textarea').first();
  await first.click();
  await page.evaluate(async (text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, typed);
  await page.locator('[data-draft]:not([data-draft=""])').waitFor({ timeout: 20_000 });
  await page.locator('img.sheet').first().waitFor({ timeout: 20_000 });
  await page.locator('[data-operation=submit]').click();
  await page.waitForURL(/\/matters\/[0-9a-f-]{36}$/, { timeout: 20_000 });
  return page.url().split('/').at(-1)!;
}

async function paperThere(id: string, round: number): Promise<void> {
  for (let n = 0; n < 150; n += 1) {
    const matter = await matterOf(id);
    if ((matter.facts ?? []).filter((fact: any) => fact.file).length > 0 && round > 0) return;
    await sleep(100);
  }
  throw new Error('no paper was typeset');
}

test('[DOUT-01][DIN-01][DIN-07][APR-15][ORG-05] the notice: drafted, countersigned, reviewed, signed on a phone in English, numbered, reprinted once, issued; received and registered in three companies', async () => {
  const id = await draft();
  const submitted = await matterOf(id);
  expect(submitted).toMatchObject({ title, state: 'running' });
  expect(submitted.form.addressees).toHaveLength(3);

  await act(id, 'countersign', 'agree', { opinion: '无不同意见。' });
  await act(id, 'countersign', 'agree', { opinion: '同意印发。' });
  await act(id, 'review', 'agree', { opinion: '文种、格式、依据已核。' });
  await act(id, 'sign', 'agree', { opinion: '同意签发。', device: phone });
  expect((await matterOf(id)).state).toBe('approved');
  await act(id, 'number', 'done');
  await act(id, 'print', 'done');
  await paperThere(id, 1);
  await act(id, 'proofread', 'redo', { opinion: '第二页有错字，请重印。' });
  await act(id, 'print', 'done');
  await sleep(2000);
  for (const step of ['proofread', 'copy', 'issue']) await act(id, step, 'done');

  for (const to of subsidiaries) {
    const clerk = new Client(url, holder('clerk', to.id), to.id);
    let arrived: Record<string, any> | undefined;
    for (let n = 0; n < 150 && !arrived; n += 1) {
      const page = await clerk.ok('GET', '/api/docs/matters?list=seen&kind=incoming-document&pageSize=100');
      arrived = (page.matters ?? []).find((one: any) => one.form?.senderMatterId === id);
      if (!arrived) await sleep(100);
    }
    expect(arrived?.form).toMatchObject({ title, sender: headquarters.name, relation: 'superior' });
    for (const step of ['receive', 'register']) await act(arrived!.id, step, 'done', { at: to, client: clerk });
    const seat = await desk(clerk.person.id);
    await seat.page.goto(`${url}/${to.code}/docs/registers/incoming-documents`);
    await seat.page.getByText(title).first().waitFor({ timeout: 30_000 }).catch(async (error: unknown) => {
      throw new Error(`the register does not show it: ${(await seat.page.locator('body').innerText()).slice(0, 600)}`, { cause: error });
    });
  }
  for (let n = 0; n < 100 && (await matterOf(id)).state !== 'completed'; n += 1) await sleep(100);
  expect((await matterOf(id)).state).toBe('completed');

  // In one company the director sends it on, the department carries it out, the clerk closes the supervision (DIN-02 … DIN-04).
  const [first] = subsidiaries;
  const clerk = new Client(url, holder('clerk', first!.id), first!.id);
  const { matters } = await clerk.ok('GET', '/api/docs/matters?list=seen&kind=incoming-document&pageSize=100');
  const incoming = matters.find((one: any) => one.form?.senderMatterId === id).id as string;
  const here = { at: first!, client: clerk };
  await act(incoming, 'propose', 'agree', { ...here, opinion: '请安全管理部承办。', entry: [{ field: 'importance', name: '一般文件' }, { field: 'departments', name: '安全管理部' }] });
  await act(incoming, 'handle', 'done', { ...here, written: [{ field: 'result', text: '已传达到各项目部并组织学习。' }] });
  await act(incoming, 'supervise', 'done', here);
  expect((await clerk.ok('GET', `/api/docs/matters/${incoming}`)).state).toBe('completed');
}, 600_000);

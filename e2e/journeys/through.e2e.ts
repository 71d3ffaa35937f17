import { company, holder, Office, submit } from './story';
import { directory } from '../office';
import { sleep } from '../stack';

const url = process.env.CHANCERY_URL!;
const blocks = [
  { type: 'salutation', level: 0, text: '尊敬的同事们：', rows: [] },
  { type: 'paragraph', level: 0, text: '为了提高工作效率，确保工作质量，特制定本办公室工作流程，望大家遵照执行。', rows: [] },
  { type: 'heading', level: 1, text: '工作准备', rows: [] },
  { type: 'paragraph', level: 0, text: '每天提前10分钟到岗，做好工作前的准备工作。', rows: [] },
];

test('[DOUT-01][DOUT-05][DOUT-07][DIN-07][APR-22] by the API alone: signed, numbered, printed, once reprinted, issued to three companies, signed for and registered in each', async () => {
  const office = new Office(url);
  const hq = company('衡川集团');
  const subsidiaries = ['衡川建设', '衡川置业', '衡川物流'].map(company);
  const drafter = office.as(holder('staff', hq.id), hq.id);
  const countersigners = [...directory.departments.values()].filter((one) => one.companyId === hq.id && directory.holders('dept-head', { company: hq.id, department: one.id }).length > 0 && one.id !== directory.departmentOf(drafter.person.id, hq.id)).slice(0, 2).map((one) => one.id);
  let matter = await submit(drafter, { title: '关于印发《办公室工作流程》的通知', blocks, addressees: subsidiaries.map((one) => one.id), countersigners, important: true });
  // Nothing can be published before it is signed, by any door.
  for (const step of ['issue', 'number', 'print']) expect(matter.tasks.some((task: any) => task.step === step)).toBe(false);
  for (const step of ['countersign', 'countersign', 'review', 'read', 'sign', 'number', 'print']) matter = await office.act(matter, step);
  const paper = async (): Promise<void> => {
    for (let n = 0; n < 100; n += 1) {
      matter = await office.get(matter, drafter.person);
      if ((matter.facts ?? []).some((fact: any) => fact.file)) return;
      await sleep(100);
    }
    throw new Error('no paper');
  };
  await paper();
  matter = await office.act(matter, 'proofread', 'redo', { target: 'print', opinion: '第二页有错字，请重印。' });
  for (const step of ['print']) matter = await office.act(matter, step);
  await sleep(1500);
  for (const step of ['proofread', 'copy', 'issue']) matter = await office.act(matter, step);
  expect(matter.state).toBe('approved');

  for (const to of subsidiaries) {
    const clerk = office.as(holder('clerk', to.id), to.id);
    let arrived: Record<string, any> | undefined;
    for (let n = 0; n < 100 && !arrived; n += 1) {
      const page = await clerk.ok('GET', '/api/docs/matters?list=seen&kind=incoming-document&pageSize=100');
      arrived = (page.matters ?? []).find((one: any) => one.form?.senderMatterId === matter.id);
      if (!arrived) await sleep(100);
    }
    expect(arrived).toBeDefined();
    let incoming = arrived!;
    for (const step of ['receive', 'register']) incoming = await office.act(incoming, step);
    const lines = await clerk.ok('GET', '/api/docs/registers/incoming-documents?pageSize=500');
    expect((lines.lines ?? []).filter((line: any) => line.title === '关于印发《办公室工作流程》的通知').length).toBeGreaterThan(0);
  }
  for (let n = 0; n < 100 && matter.state !== 'completed'; n += 1) {
    await sleep(100);
    matter = await office.get(matter, drafter.person);
  }
  expect(matter.state).toBe('completed');
  const { receipts } = await drafter.ok('GET', `/api/docs/receipts/${matter.id}`);
  expect(receipts.filter((one: any) => one.receivedAt).length).toBe(3);
});

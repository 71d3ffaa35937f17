import { company, holder, Office, submit } from './story';

const url = process.env.CHANCERY_URL!;
const blocks = [{ type: 'paragraph', level: 0, text: '现将有关事项通知如下，请遵照执行。', rows: [] }];

test('[DOUT-03][ORG-03] forty documents issued at once by several companies: numbers without gap or repeat, each series by itself', async () => {
  const office = new Office(url);
  const companies = ['衡川集团', '衡川建设', '衡川置业', '衡川物流'].map(company);
  const serials = async (companyId: string): Promise<number[]> => {
    const clerk = office.as(holder('clerk', companyId), companyId);
    const page = await clerk.ok('GET', '/api/docs/registers/outgoing-documents?pageSize=500');
    expect(page.gaps ?? []).toEqual([]);
    return (page.lines ?? []).map((line: any) => Number(line.serial)).sort((a: number, b: number) => a - b);
  };
  const before = await Promise.all(companies.map((one) => serials(one.id)));
  await Promise.all(
    Array.from({ length: 40 }, async (_, n) => {
      const from = companies[n % companies.length]!;
      const to = from.parentId ? [] : [companies[1]!.id];
      const drafter = office.as(holder('staff', from.id), from.id);
      let matter = await submit(drafter, { title: `关于第${n + 1}号并发事项的通知`, blocks, addressees: to, countersigners: [] }).catch(async () =>
        drafter.ok('POST', '/api/docs/outgoing-document', {
          form: { title: `关于第${n + 1}号并发事项的通知`, documentKind: 'notice', text: await drafter.uploadText(blocks), outsideAddressees: ['各项目部'], importance: 'ordinary', copies: 2 },
          submit: true,
        }),
      );
      for (const step of ['review', 'sign', 'number']) matter = await office.act(matter, step);
    }),
  );
  for (const [at, one] of companies.entries()) {
    const after = await serials(one.id);
    expect(after.length).toBe(before[at]!.length + 10);
    expect(after).toEqual(after.map((_, index) => index + 1));
  }
});

import { Directory, person } from '@chancery/domain';
import { demoCompany, demoDirectory, demoOrganisation, demoPerson } from '@chancery/embedded';
import { directory as manifest } from '../src';
import { getMe, listCompanies } from '../src/organisation/me';
import { listDepartments, searchPeople } from '../src/organisation/people';

const directory = demoDirectory();
const company = demoCompany('construction');
type Asked = Parameters<typeof searchPeople>[0];
/** What these calls read of a call: who asks, for which company, in which language. */
const asked = <Request>(request: Request, username = 'zhoumin', more: object = {}): never =>
  ({ request, actor: person(demoPerson(username)), company, directory, language: 'zh', ...more }) as never;
const find = async (q: string, more: Partial<Asked['request']> = {}, call: object = {}): Promise<string[]> =>
  (await searchPeople(asked({ q, departmentId: '', post: '', ...more }, 'zhoumin', call))).people.map((one) => one.name);
const mine = async (username: string): Promise<Record<string, string>> =>
  Object.fromEntries((await getMe(asked({}, username))).companies.map((one) => [one.company?.code ?? '', one.by]));

test('[ORG-02] I act in each company where I hold a post, with the posts that I hold there', async () => {
  expect(await mine('zhoumin')).toEqual({ construction: 'post' });
  expect(await mine('zhaowenqing')).toEqual({ construction: 'post', roads: 'post' });
  const me = await getMe(asked({}, 'zhaowenqing'));
  expect(me.companies.map((one) => one.holdings.map((holding) => holding.post))).toEqual([['keeper'], ['keeper']]);
});

test('[ORG-04] a group post looks into every company below, and says so; a post of a subsidiary reaches its own only', async () => {
  expect(await mine('fangrong')).toEqual({
    hq: 'post',
    construction: 'post',
    roads: 'scope',
    equipment: 'scope',
    logistics: 'scope',
    properties: 'scope',
  });
  expect(await mine('fengsuyun')).toEqual({ construction: 'post', roads: 'scope' });
  expect(await mine('chenguodong')).toEqual({ construction: 'post', roads: 'post' });
  expect(await mine('songliming')).toEqual({ properties: 'post' });
  for (const scope of manifest.scopes) expect(scope).toMatchObject({ reach: 'below', kinds: [], registers: [] });
});

test('[ORG-06] a person who is disabled is nobody here', async () => {
  const { companies, departments, people } = demoOrganisation();
  const gone = Directory.of(
    2,
    companies,
    departments,
    people.map((one) => (one.username === 'zhoumin' ? { ...one, enabled: false } : one)),
  );
  await expect(getMe(asked({}, 'zhoumin', { directory: gone }))).rejects.toMatchObject({ kind: 'unknown' });
  expect(await find('周敏')).toEqual(['周敏']);
  expect(await find('周敏', {}, { directory: gone })).toEqual([]);
});

test('[ORG-01] companies are listed as the tree stands, superior first', async () => {
  const { companies } = await listCompanies(asked({}));
  expect(companies.map((one) => one.code)).toEqual(['hq', 'construction', 'roads', 'equipment', 'logistics', 'properties']);
});

test('people are found by name, pinyin, initials, user name, department and post', async () => {
  expect(await find('林海')).toEqual(['林海燕']);
  expect(await find('linhai')).toEqual(['林海燕']);
  expect(await find('Lin Hai')).toEqual(['林海燕']);
  expect(await find('lhy')).toEqual(['林海燕']);
  expect(await find('lu guoq')).toEqual(['吕国强']);
  expect(await find('买买提')).toEqual(['阿卜杜热合曼·买买提依明']);
  const { departments } = await listDepartments(asked({}));
  expect(departments).toHaveLength(12);
  const safety = departments.find((one) => one.code === 'safety');
  expect((await find('', { departmentId: safety?.id })).toSorted()).toEqual(['刘志远', '孙磊', '唐国华', '林海燕'].toSorted());
  expect(await find('', { post: 'clerk' })).toEqual(['吴晓彤']);
  expect(await find('没有这个人')).toEqual([]);
});

test('[ORG-03] nobody of another company is found, save the leaders of the group above, who may be given a seat (ORG-10)', async () => {
  expect(await find('宋黎明')).toEqual([]);
  expect(await find('songliming')).toEqual([]);
  expect(await find('章玥')).toEqual(['章玥']);
  expect(await find('章玥', {}, { company: demoCompany('hq') })).toEqual(['章玥']);
  const all = new Set(await find(''));
  const others = demoOrganisation().people.filter((one) => !one.holdings.some((held) => held.companyId === company || held.post === 'group-leader'));
  expect(others.filter((one) => all.has(one.name))).toEqual([]);
});

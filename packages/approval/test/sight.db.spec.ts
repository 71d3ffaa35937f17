import { person } from '@chancery/domain';
import fc from 'fast-check';
import type { Matter } from '../src/matter';
import { by, headOf, leader } from '../src/scenarios/samples';
import { group, id } from '../src/testing/group';
import { north, Office, requestKind } from './office';
import { refusalOf } from '@chancery/testing';

jest.setTimeout(60_000);

const kinds = [
  requestKind({ steps: [headOf(), leader(), by('final', 'gm')] }),
  requestKind({ kind: 'closed', steps: [headOf(), { ...by('outside', 'group-leader'), who: { post: 'group-leader', of: 'company', company: 'headquarters' } }] }),
];
const scopes = [
  { post: 'clerk', kinds: ['request'], reach: 'own' as const },
  { post: 'group-leader', kinds: ['request'], reach: 'below' as const },
];
/** A clerk who may read what is internal and no more; another who may read commercial secrets. */
const directory = (revision = 1) => {
  const all = group({}, revision);
  const wu = all.people.get(id('wu'))!;
  return { all, wu };
};
const people = ['he', 'han', 'zhou', 'jiang', 'qian', 'sun', 'wu', 'chu', 'wei', 'qin', 'zhu', 'you', 'yang'];

let office: Office;
let matters: Matter[];
beforeAll(async () => {
  const { all, wu } = directory();
  Object.assign(wu, { clearance: 'internal' });
  office = await Office.open({ kinds, scopes, directory: all });
  const secret = { title: '商密', secrecy: 'commercial-secret' };
  matters = [
    await office.submitted(), await office.does(await office.submitted()), await office.submitted('hu', { title: '工程部的请示' }), await office.submitted('he', { title: '草稿' }, { submit: false }),
    await office.submitted('he', secret), await office.submitted('he', { title: '集团审批' }, { kind: 'closed' }), await office.does(await office.submitted('he', { title: '集团审批' }, { kind: 'closed' })),
    await office.does(await office.submitted('he', { title: '退回' }), 'return', { target: 'drafter', opinion: '补充' }),
  ];
});
afterAll(() => office.close());

const gets = (who: string, matter: Matter): Promise<boolean> => office.engine.get({ company: north, actor: person(id(who)), matter: matter.id }).then(() => true, () => false);
const allOf = async (who: string, list: 'open' | 'started' | 'done' | 'drafts' | 'seen', pageSize = 3): Promise<string[]> => {
  const found: string[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const page = await office.engine.list({ company: north, actor: person(id(who)), list, pageSize, ...(after ? { after } : {}) });
    found.push(...page.lines.map((one) => one.id));
    after = page.next;
    more = after !== undefined;
  }
  return found;
};

test('[OP-910][OP-021][ORG-09] every door gives exactly what get allows: list, way, versions, files, the predicate of registers', async () => {
  for (const who of people) {
    const actor = person(id(who));
    const inside = directory().all.belongs(id(who), north);
    const seen = await allOf(who, 'seen');
    expect(new Set(seen).size).toBe(seen.length);
    for (const matter of matters) {
      const got = await gets(who, matter);
      const way = await office.engine.way({ company: north, actor, matter: matter.id }).then(() => true, () => false);
      const versions = await office.engine.versions({ company: north, actor, matter: matter.id }).then(() => true, () => false);
      const file = await office.db.inCompany({ company: north, actor }, (tx) => office.engine.sees(tx, [matter.id], id(who)));
      const told = await office.engine.command(north, matter.id, { operation: 'urge', actor, key: `look ${who} ${matter.id}` }).then(() => 'done', (error: { code: string }) => error.code);
      expect({ who, title: matter.title, way, versions, file, told: told !== 'not-found' }).toEqual({ who, title: matter.title, way: got, versions: got, file: got, told: got });
      // A seat from outside opens the matter and no list of the company (OP-020).
      const scoped = scopes.some((scope) => scope.reach === 'below' && scope.kinds.includes(matter.kind)) && who === 'qin' && matter.textVersion > 0;
      expect({ who, title: matter.title, listed: seen.includes(matter.id) }).toEqual({ who, title: matter.title, listed: got && (inside || scoped) });
    }
    for (const list of ['open', 'started', 'done', 'drafts'] as const) for (const one of await allOf(who, list)) expect(seen).toContain(one);
  }
});

test('[ORG-09][SEC-02] who sees what: participants, posts with scope and clearance, nobody else', async () => {
  const [opened, agreed, works, draft, secret] = matters as [Matter, Matter, Matter, Matter, Matter];
  const seers = async (matter: Matter): Promise<string[]> => (await Promise.all(people.map(async (who) => ((await gets(who, matter)) ? who : '')))).filter(Boolean).sort();
  expect(await seers(opened)).toEqual(['he', 'qin', 'wu', 'zhou']);
  expect(await seers(agreed)).toEqual(['he', 'qian', 'qin', 'wu', 'zhou']);
  expect(await seers(works)).toEqual(['jiang', 'qin', 'wu']);
  expect(await seers(draft)).toEqual(['he']);
  expect(await seers(secret)).toEqual(['he', 'qin', 'zhou']);
});

test('[OP-020][ORG-10] a seat from outside opens that matter, before and after its decision, and lists nothing of the company', async () => {
  const closed = matters[5]!;
  const seated = matters[6]!;
  expect(await gets('qin', closed)).toBe(false);
  expect(await gets('qin', seated)).toBe(true);
  const decided = await office.does(seated);
  expect(await gets('qin', decided)).toBe(true);
  const listed = (await Promise.all((['open', 'started', 'done', 'drafts', 'seen'] as const).map((list) => allOf('qin', list)))).flat();
  expect(listed).not.toContain(decided.id);
});

test('[OP-021] sight that is lost is lost at the next call', async () => {
  const matter = await office.submitted();
  expect(await gets('wu', matter)).toBe(true);
  const without = group({ wu: [['staff', 'north/works']] }, 2);
  await office.changes(without);
  // Any command shows that the directory is newer; the copy is read again.
  await office.does(matter);
  expect(await gets('wu', matter)).toBe(false);
  expect(await refusalOf(office.engine.way({ company: north, actor: person(id('wu')), matter: matter.id }))).toMatchObject({ code: 'not-found' });
});

test('[OP-005][ORG-06] a decision is worked out with the newest directory: an older copy is read again, whoever left has no task', async () => {
  const matter = await office.submitted();
  const moved = group({ wu: [['staff', 'north/works']], qian: null, zhao: [['leader-in-charge', 'north', ['plans']]] }, 3);
  await office.changes(moved);
  const after = await office.does(matter);
  expect(after.tasks.map((one) => one.holder)).toEqual([id('zhao')]);
});

test('[OP-021] pages go on by the last row: none twice, none left out, whatever the size', async () => {
  const whole = await allOf('he', 'started', 200);
  expect(whole.length).toBeGreaterThan(5);
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 9 }), async (size) => expect(await allOf('he', 'started', size)).toEqual(whole)), { numRuns: 9 });
  const bad = await refusalOf(office.engine.list({ company: north, actor: person(id('he')), list: 'started', pageSize: 5, after: "' OR true" }));
  expect(bad.code).toBe('bad-cursor');
});

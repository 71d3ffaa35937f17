import { randomUUID } from 'node:crypto';
import { person } from '@chancery/domain';
import { clerkDoes, headOf, why } from '../src/scenarios/samples';
import { id } from '../src/testing/group';
import { north, Office, requestKind } from './office';
import { refusalOf } from '@chancery/testing';

let office: Office;
let effects = 0;
beforeAll(async () => {
  const kind = requestKind({ steps: [headOf(), clerkDoes('number'), clerkDoes('file')], requires: { number: ['department'] }, effects: { number: async () => void (effects += 1) } });
  office = await Office.open({ kinds: [kind] });
});
afterAll(() => office.close());
beforeEach(() => office.db.shift('0'));

const written = async (): Promise<unknown> => {
  const { rows } = await office.db.superuser().query("SELECT (SELECT count(*)::int FROM approval.way) AS lines, (SELECT count(*)::int FROM kit.outbox) AS events, (SELECT count(*)::int FROM approval.matter) AS matters");
  return rows[0];
};

test('[OP-002][APR-12][APR-25] the same key and content again: the first committed answer as it was then, one effect, nothing written', async () => {
  const submitted = await office.submitted();
  const agree = office.commandOf(submitted);
  const first = await office.engine.command(north, submitted.id, agree);
  const done = office.commandOf(first.matter, 'done');
  const second = await office.engine.command(north, submitted.id, done);
  await office.does(second.matter, 'done');
  const before = await written();
  expect(effects).toBe(1);

  const again = await office.engine.command(north, submitted.id, agree);
  expect(again).toEqual({ ...first, repeated: true, position: again.position });
  expect(again.position).toBeGreaterThanOrEqual(first.position);
  expect((await office.engine.command(north, submitted.id, done)).matter).toEqual(second.matter);
  expect(effects).toBe(1);
  expect(await written()).toEqual(before);
});

test('[OP-002][APR-25] opening twice under one key makes one matter; a draft that was changed since is answered as it was opened', async () => {
  const key = randomUUID();
  const input = { company: north, actor: person(id('he')), key, kind: 'request', form: { title: '初稿' }, submit: false };
  const first = await office.engine.open(input);
  await office.engine.changeDraft({ company: north, actor: person(id('he')), key: randomUUID(), matter: first.matter.id, form: { title: '二稿' } });
  const before = await written();
  const again = await office.engine.open(input);
  expect(again.matter).toEqual(first.matter);
  expect(again.repeated).toBe(true);
  expect(await written()).toEqual(before);
});

test('[OP-002] the same key with other content is refused as reused, whatever the matter', async () => {
  const submitted = await office.submitted();
  const agree = office.commandOf(submitted);
  await office.engine.command(north, submitted.id, agree);
  expect(await refusalOf(office.engine.command(north, submitted.id, { ...agree, opinion: '另有意见' }))).toMatchObject({ code: 'key-reused', details: { status: 422 } });
  const other = await office.submitted();
  expect(await refusalOf(office.engine.command(north, other.id, { ...office.commandOf(other), key: agree.key }))).toMatchObject({ code: 'key-reused' });
  expect(await refusalOf(office.engine.open({ company: north, actor: agree.actor, key: agree.key, kind: 'request', form: {}, submit: false }))).toMatchObject({ code: 'key-reused' });
});

test('[OP-002] a refusal is not stored: the same command is judged anew', async () => {
  const submitted = await office.submitted();
  const hasty = office.commandOf(submitted, 'agree', { textVersion: 7 });
  expect(await refusalOf(office.engine.command(north, submitted.id, hasty))).toMatchObject({ code: 'text-changed' });
  expect((await office.engine.command(north, submitted.id, { ...hasty, textVersion: 1 })).matter.state).toBe('approved');
});

test('[APR-25] a key belongs to one person in one company: the same text of another person is another key', async () => {
  const key = 'the same words';
  const one = await office.submitted('he', { title: '甲' }, { key });
  const other = await office.submitted('han', { title: '乙' }, { key });
  expect(other.id).not.toBe(one.id);
  expect((await office.submitted('he', { title: '甲' }, { key })).id).toBe(one.id);
});

test('[OP-002][OP-017] an answer is kept 30 days of the database\'s time; after them the key is new, as often as that happens', async () => {
  const key = randomUUID();
  const one = await office.submitted('he', { title: '三十天' }, { key });
  office.db.shift('29 days 23 hours');
  expect((await office.submitted('he', { title: '三十天' }, { key })).id).toBe(one.id);
  office.db.shift('31 days');
  const next = await office.submitted('he', { title: '又三十天' }, { key });
  expect(next.id).not.toBe(one.id);
  expect((await office.submitted('he', { title: '又三十天' }, { key })).id).toBe(next.id);
  expect(await refusalOf(office.submitted('he', { title: '三十天' }, { key }))).toMatchObject({ code: 'key-reused' });
  office.db.shift('62 days');
  const last = await office.submitted('he', { title: '三十天' }, { key });
  expect(new Set([one.id, next.id, last.id]).size).toBe(3);
});

test('[OP-001][OP-002] two replicas under one key at the same time: one effect, one answer', async () => {
  const replica = await office.replica();
  for (let round = 0; round < 10; round += 1) {
    const submitted = await office.submitted();
    const agree = office.commandOf(submitted, 'agree', why);
    const answers = await Promise.all([office.engine, replica, office.engine, replica].map((engine) => engine.command(north, submitted.id, agree)));
    expect(answers.filter((one) => !one.repeated)).toHaveLength(1);
    for (const answer of answers) expect(answer.matter).toEqual(answers[0]!.matter);
    expect((await office.engine.way({ company: north, actor: person(id('he')), matter: submitted.id })).lines).toHaveLength(2);
    const key = randomUUID();
    const opened = await Promise.all([office.engine, replica].map((engine) => engine.open({ company: north, actor: person(id('he')), key, kind: 'request', form: { title: '同时' }, submit: true })));
    expect(opened[0]!.matter).toEqual(opened[1]!.matter);
  }
});

test('[ORG-03] an id that is none, or of nothing, is not found: of a matter, of a task', async () => {
  const submitted = await office.submitted();
  for (const odd of ['x', '%', "' OR 1 = 1", randomUUID()]) {
    expect(await refusalOf(office.engine.command(north, odd, office.commandOf(submitted)))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(office.engine.command(north, submitted.id, office.commandOf(submitted, 'agree', { task: odd })))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(office.engine.get({ company: north, actor: person(id('he')), matter: odd }))).toMatchObject({ code: 'not-found' });
  }
});

import { person, system } from '@chancery/domain';
import { brokenAt, linkHash, type StoredLine } from '../src/store/chain';
import { unpacked } from '../src/store/packed';
import type { Matter, WayLine } from '../src/matter';
import { clerkDoes, headOf } from '../src/scenarios/samples';
import { id } from '../src/testing/group';
import { north, Office, requestKind } from './office';
import { refusalOf } from '@chancery/testing';

let office: Office;
const opinion = '此件内容不得外传';
let fails: 'no' | 'throws' | 'database' = 'no';
beforeAll(async () => {
  office = await Office.open({
    kinds: [
      requestKind({
        steps: [headOf(), clerkDoes('number'), clerkDoes('file')], requires: { number: ['department'] },
        effects: {
          async number({ tx, matter }) {
            await tx.sql('register', 'INSERT INTO approval.sight (company_id, matter_id, person, because) VALUES ($1, $2, $3, $4)', [tx.company, matter.id, id('qin'), 'register']);
            if (fails === 'throws') throw new Error('the effect failed');
            // A swallowed failure of the database dooms the transaction all the same.
            if (fails === 'database') await tx.sql('wrong', 'SELECT 1 / 0', []).catch(() => undefined);
            return { events: [{ type: 'chancery.docs.v1.DocumentNumbered', key: matter.id, value: { matterId: matter.id } }], jobs: [{ type: 'typeset', value: { matterId: matter.id } }] };
          },
        },
      }),
    ],
  });
});
afterAll(() => office.close());

interface Row extends StoredLine {
  line: Buffer;
  hash: Buffer;
}
const chainOf = async (matter: Matter): Promise<{ lines: Row[]; head: string }> => {
  const admin = office.db.superuser();
  const { rows } = await admin.query<Row>('SELECT no, salt, line, hash FROM approval.way WHERE matter_id = $1 ORDER BY no', [matter.id]);
  const { rows: heads } = await admin.query<{ head: string }>("SELECT encode(head, 'hex') AS head FROM approval.matter WHERE id = $1", [matter.id]);
  return { lines: rows, head: heads[0]!.head };
};
const numbered = async (): Promise<Matter> => office.does(await office.does(await office.submitted(), 'agree', { opinion }), 'done');
const counts = async (): Promise<unknown> =>
  (await office.db.superuser().query("SELECT (SELECT count(*)::int FROM approval.way) AS lines, (SELECT count(*)::int FROM kit.outbox) AS events, (SELECT count(*)::int FROM kit.job) AS jobs, (SELECT count(*)::int FROM approval.sight) AS register, (SELECT array_agg((id, version, state)::text ORDER BY id) FROM approval.matter) AS matters, (SELECT array_agg(id ORDER BY id) FROM approval.open_task) AS tasks")).rows[0];

test('[OP-018][APR-19][OP-911] every line extends the chain; a changed, inserted, removed line, another order and a cut tail are each found', async () => {
  const { lines, head } = await chainOf(await numbered());
  expect(lines).toHaveLength(3);
  expect(brokenAt(lines, head)).toBeUndefined();

  const changed = lines.map((one, at) => (at === 1 ? { ...one, line: Buffer.concat([one.line.subarray(0, -1), Buffer.of(one.line.at(-1)! ^ 1)]) } : one));
  expect(brokenAt(changed, head)).toBe(2);
  const forged = changed.map((one, at) => (at === 1 ? { ...one, hash: linkHash(lines[0]!.hash.toString('hex'), one.salt, one.line) } : one));
  expect(brokenAt(forged, head)).toBe(3);
  expect(brokenAt([lines[0]!, { ...lines[0]!, no: 2 }, ...lines.slice(1).map((one) => ({ ...one, no: one.no + 1 }))], head)).toBe(2);
  expect(brokenAt(lines.filter((one) => one.no !== 2), head)).toBe(2);
  expect(brokenAt([lines[0]!, lines[2]!, lines[1]!], head)).toBe(2);
  expect(brokenAt(lines.slice(0, 2), head)).toBe(3);
});

test('[APR-20] a line whose content is erased leaves what the chain needs: the salted hash alone says whether it was that line', async () => {
  const { lines } = await chainOf(await numbered());
  const [first, second] = lines as [Row, Row];
  expect(linkHash(first.hash.toString('hex'), second.salt, second.line)).toEqual(second.hash);
  const others = await chainOf(await numbered());
  expect(others.lines[1]!.salt).not.toEqual(second.salt);
});

test('[APR-11][FIN-03] decision, register, events and job are one transaction: an effect that fails leaves nothing, one that passes leaves all', async () => {
  const approved = await office.does(await office.submitted());
  const before = await counts();
  for (fails of ['throws', 'database'] as const) {
    await expect(office.does(approved, 'done')).rejects.toThrow();
    expect(await counts()).toEqual(before);
  }
  fails = 'no';
  const done = await office.does(approved, 'done');
  const { rows: events } = await office.db.superuser().query<{ type: string }>('SELECT type FROM kit.outbox WHERE key = $1 ORDER BY seq', [done.id]);
  expect(events.map((one) => one.type.split('.').at(-1))).toEqual(['MatterMoved', 'MatterMoved', 'MatterMoved', 'DocumentNumbered']);
  expect((await office.db.superuser().query("SELECT value FROM kit.job WHERE value ->> 'matterId' = $1", [done.id])).rows).toHaveLength(1);
});

test('[OP-001][APR-11] each command has one event; its place in the stream is the answer\'s position, its order the matter\'s version', async () => {
  const matter = await office.submitted();
  const answer = await office.engine.command(north, matter.id, office.commandOf(matter));
  const { rows } = await office.db.superuser().query<{ seq: string; packed: Buffer }>('SELECT seq, packed FROM kit.outbox WHERE key = $1 ORDER BY seq', [matter.id]);
  expect(rows.map((row) => (JSON.parse(unpacked(row.packed)) as { version: number }).version)).toEqual([1, 2]);
  expect(answer.position).toBe(Number(rows[1]!.seq));
});

test('[OP-019][SEC-05] an event carries ids and codes, never opinion or form text; its title only where it is neither personal nor above internal', async () => {
  const events = async (matter: Matter): Promise<string[]> =>
    (await office.db.superuser().query<{ packed: Buffer }>('SELECT packed FROM kit.outbox WHERE key = $1 AND packed IS NOT NULL ORDER BY seq', [matter.id])).rows.map((row) => unpacked(row.packed));
  const open = await office.does(await office.submitted('he', { title: '公开的标题', body: '正文只在事项里' }), 'agree', { opinion });
  const secret = await office.does(await office.submitted('he', { title: '商密的标题', secrecy: 'commercial-secret', body: '正文只在事项里' }), 'agree', { opinion });
  for (const text of [...(await events(open)), ...(await events(secret))]) {
    expect(text).not.toContain(opinion);
    expect(text).not.toContain('正文');
  }
  expect((await events(open)).every((text) => text.includes('公开的标题'))).toBe(true);
  expect((await events(secret)).some((text) => text.includes('商密的标题'))).toBe(false);
});

test('[APR-15][OP-011] whoever sees the matter reads its whole way: actor, time, opinion, text version, key of every command', async () => {
  const matter = await numbered();
  const { lines } = await office.engine.way({ company: north, actor: person(id('he')), matter: matter.id });
  expect(lines.map((one) => one.operation)).toEqual(['submit', 'agree', 'done']);
  expect(lines[1]).toMatchObject({ actor: id('zhou'), opinion, textVersion: 1, step: 'department', from: 'running', to: 'approved' } satisfies Partial<WayLine>);
  expect(lines.every((one) => one.key && one.at)).toBe(true);
});

test('[APR-01][OP-650] a running matter stays on its version; what is submitted afterwards, on whatever replica, takes the new one; a number is used once', async () => {
  const replica = await office.replica();
  const running = await office.submitted();
  const next = { title: { zh: '请示', en: 'Request' }, version: 2, steps: [headOf(), clerkDoes('number'), clerkDoes('file'), clerkDoes('more')] };
  await expect(office.engine.publish('request', { ...next, version: 1 })).rejects.toThrow('not a new one');
  await office.engine.publish('request', next);
  expect(running.processVersion).toBe(1);
  expect((await office.does(running)).processVersion).toBe(1);
  expect((await office.submitted()).processVersion).toBe(2);
  // Another replica hears of it within seconds.
  const late = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6_000);
  try {
    const answer = await replica.open({ company: north, actor: person(id('he')), key: 'on the new version', kind: 'request', form: { title: '新流程' }, submit: true });
    expect(answer.matter.processVersion).toBe(2);
    expect((await replica.get({ company: north, actor: system('job'), matter: running.id })).matter.processVersion).toBe(1);
  } finally {
    late.mockRestore();
  }
});

test('[OP-657][APR-01] a company\'s own version holds in that company alone', async () => {
  const own = { title: { zh: '本公司', en: 'Own' }, version: 9, steps: [headOf(), clerkDoes('number'), clerkDoes('own')] };
  await office.engine.publish('request', own, north);
  expect(office.engine.inForce(north, 'request').version).toBe(9);
  expect(office.engine.inForce(id('south'), 'request').version).toBe(2);
  const others = await office.db.inCompany({ company: id('south'), actor: system('job') }, (tx) => tx.sql('versions of north', 'SELECT FROM approval.process_version WHERE version = 9', []));
  expect(others).toEqual([]);
});

test('[ORG-03] a matter that one may not see is not found, by the same words as one that is not there', async () => {
  const matter = await office.submitted();
  const unseen = await refusalOf(office.engine.get({ company: north, actor: person(id('you')), matter: matter.id }));
  const absent = await refusalOf(office.engine.get({ company: north, actor: person(id('you')), matter: id('nothing') }));
  expect({ ...unseen, stack: '' }).toEqual({ ...absent, stack: '' });
});

import { randomUUID } from 'node:crypto';
import { system } from '@chancery/domain';
import type pg from 'pg';
import type { Matter } from '../src/matter';
import { clerkDoes, headOf } from '../src/scenarios/samples';
import { id } from '../src/testing/group';
import { north, Office, requestKind } from './office';

/** What the code refuses, the database refuses too (architecture §4). Statements go past the engine, as the application's own role. */
const kind = requestKind({ steps: [headOf(), clerkDoes('number', { irreversible: true })], requires: { number: ['department'] }, effects: { number: async () => undefined } });
let office: Office;
let matter: Matter;
beforeAll(async () => {
  office = await Office.open({ kinds: [kind] });
  matter = await office.submitted();
});
afterAll(() => office.close());

const asApp = <R extends Record<string, unknown>>(text: string, values: unknown[] = [], company = north): Promise<R[]> =>
  office.db.inCompany({ company, actor: system('job') }, (tx) => tx.sql<R>(`t ${text.length} ${text.slice(0, 40)}`, text, values));
const problem = (work: Promise<unknown>): Promise<string> => work.then(() => 'nothing', (error: Error) => error.message);

const line = `INSERT INTO approval.way (company_id, matter_id, no, actor, for_whom, operation, step, command_key, fingerprint, hash, salt, line)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '\\x00', '\\x00', '\\x00', '\\x00')`;
const write = (more: { no?: number; actor?: string; forWhom?: string; operation: string; step?: string; of?: Matter }): Promise<unknown[]> =>
  asApp(line, [north, (more.of ?? matter).id, more.no ?? 90, more.actor ?? null, more.forWhom ?? null, more.operation, more.step ?? null, randomUUID()]);

test('[APR-10][OP-901] no line of a way is changed or removed: not by the application, not by the owner of the table', async () => {
  const before = await asApp('SELECT no, hash, line FROM approval.way ORDER BY matter_id, no');
  expect(before.length).toBeGreaterThan(0);
  const statements = ["UPDATE approval.way SET operation = 'agree'", 'DELETE FROM approval.way', 'TRUNCATE approval.way'];
  for (const text of statements) expect(await problem(asApp(text))).toMatch(/permission denied/);
  const owner: pg.PoolClient = await office.db.as('owner').connect();
  try {
    await owner.query("SELECT set_config('app.company_id', $1, false)", [north]);
    for (const text of statements) expect(await problem(owner.query(text))).toMatch(/APR-10/);
  } finally {
    owner.release();
  }
  expect(await asApp('SELECT no, hash, line FROM approval.way ORDER BY matter_id, no')).toEqual(before);
});

test('[APR-10] a frozen text is not changed or removed either', async () => {
  expect(await problem(asApp("UPDATE approval.text_version SET form = '{}'"))).toMatch(/permission denied/);
  expect(await problem(asApp('DELETE FROM approval.text_version'))).toMatch(/permission denied/);
  const admin = office.db.superuser();
  expect(await problem(admin.query("UPDATE approval.text_version SET form = '{}'"))).toMatch(/APR-10/);
});

test('[OP-733][APR-09] a decision of the applicant, or for the applicant, is refused by the database; that of another is taken', async () => {
  for (const operation of ['agree', 'disagree']) {
    expect(await problem(write({ operation, actor: id('he') }))).toMatch(/APR-09/);
    expect(await problem(write({ operation, actor: id('zhou'), forWhom: id('he') }))).toMatch(/APR-09/);
  }
  const other = await office.submitted();
  expect(await problem(write({ of: other, operation: 'agree', actor: id('zhou') }))).toBe('nothing');
});

test('[APR-14][OP-860] the line of an effect before its deciders is refused by the database; after them it is taken', async () => {
  expect(await problem(write({ operation: 'done', step: 'number', actor: id('wu') }))).toMatch(/APR-14/);
  const approved = await office.does(await office.submitted());
  expect(approved.state).toBe('approved');
  expect(await problem(write({ of: approved, operation: 'done', step: 'number', actor: id('wu') }))).toBe('nothing');
});

test('[ORG-03] no statement reaches a matter of another company: not reading, not writing, not under its id', async () => {
  const south = id('south');
  for (const table of ['matter', 'open_task', 'way', 'text_version', 'sight']) {
    expect((await asApp(`SELECT FROM approval.${table}`, [])).length).toBeGreaterThan(0);
    expect(await asApp(`SELECT FROM approval.${table} WHERE company_id = $1`, [north], south)).toEqual([]);
  }
  expect(await asApp('SELECT approval.sees($1, $2, $3) AS sees', [north, matter.id, id('he')], south)).toEqual([{ sees: false }]);
  expect(await asApp("UPDATE approval.matter SET state = 'approved' WHERE id = $1 RETURNING id", [matter.id], south)).toEqual([]);
  expect(await asApp('DELETE FROM approval.open_task WHERE matter_id = $1 RETURNING id', [matter.id], south)).toEqual([]);
  expect(await problem(asApp(line, [north, matter.id, 91, null, null, 'fire', null, randomUUID()], south))).toMatch(/row-level security/);
  expect(await problem(office.engine.get({ company: south, actor: system('job'), matter: matter.id }))).toMatch(/not-found/);
});

test('[APR-24] the clock sees and claims timers and nothing else', async () => {
  const clock = office.db.as('clock');
  expect((await clock.query('SELECT company_id, matter_id, id, alarm_at FROM approval.open_task')).rows.length).toBeGreaterThan(0);
  for (const text of [
    'SELECT holder FROM approval.open_task', 'SELECT * FROM approval.matter', 'SELECT * FROM approval.way', 'UPDATE approval.open_task SET due_at = now()', 'DELETE FROM approval.open_task',
    'SELECT value FROM approval.timer', 'DELETE FROM approval.timer', 'SELECT * FROM kit.outbox',
  ])
    expect(await problem(clock.query(text))).toMatch(/permission denied/);
});

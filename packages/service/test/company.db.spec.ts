import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { person, type Transaction } from '@chancery/domain';
import { createDatabase, roleOf } from '@chancery/service';
import { testDatabase, type TestDatabase } from '@chancery/testing';
import type pg from 'pg';
import { prismaLike, type Statements } from './prisma-like';

const company = randomUUID();
const other = randomUUID();
const actor = person(randomUUID());
const scope = { company, actor };

let db: TestDatabase;
let superuser: pg.Pool;
beforeAll(async () => {
  db = await testDatabase({ name: 'kit', prisma: prismaLike });
  superuser = db.superuser();
}, 90_000);
afterAll(() => db.close());

const insert = 'INSERT INTO kit.counter (company_id, series, year, value) VALUES ($1, $2, 2026, $3) RETURNING value';
const raw = (tx: Transaction, series: string, value = 1, of = company): Promise<unknown[]> => tx.sql('t.insert', insert, [of, series, value]);
const model = (tx: Transaction, series: string, value = 1, of = company): Promise<unknown[][]> => tx.prisma((prisma: Statements) => prisma.rows(insert, of, series, value));
const counted = async (): Promise<number> => (await superuser.query<{ n: number }>('SELECT count(*)::int AS n FROM kit.counter')).rows[0]?.n ?? -1;
const leavesNothing = async (work: Promise<unknown>, reason: RegExp | string): Promise<void> => {
  const before = await counted();
  await expect(work).rejects.toThrow(reason);
  expect(await counted()).toBe(before);
};

test('[ORG-03] company and actor are set with the first statement; the role is the application role, without a way around', async () => {
  const rows = await db.inCompany(scope, (tx) =>
    tx.sql('t.who', 'SELECT kit.company_id() AS company, kit.actor_id() AS actor, current_user AS role, (SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user) AS around', []),
  );
  expect(rows).toEqual([{ company, actor: actor.type === 'person' && actor.id, role: 'kit_app', around: false }]);
  const [after] = (await db.pool.query<{ company: string | null }>('SELECT kit.company_id() AS company')).rows;
  expect(after?.company).toBeNull();
});

test('[APR-11] raw statements and Prisma share one backend and one transaction; each sees what the other wrote before the commit', async () => {
  const [one, two, seen] = await db.inCompany(scope, async (tx) => {
    await raw(tx, 'shared');
    const mine = await tx.sql<{ pid: number; xid: string }>('t.xid', 'SELECT pg_backend_pid() AS pid, pg_current_xact_id()::text AS xid', []);
    const prismas = await tx.prisma((prisma: Statements) => prisma.rows('SELECT pg_backend_pid(), pg_current_xact_id()::text, (SELECT count(*) FROM kit.counter WHERE series = $1)', 'shared'));
    await model(tx, 'shared-2');
    return [mine[0], prismas[0], await tx.sql('t.seen', 'SELECT series FROM kit.counter WHERE series LIKE $1 ORDER BY 1', ['shared%'])];
  });
  expect(two).toEqual([one?.pid, one?.xid, expect.anything()]);
  expect(Number(two?.[2])).toBe(1);
  expect(seen).toEqual([{ series: 'shared' }, { series: 'shared-2' }]);
});

test.each<[string, (tx: Transaction) => Promise<unknown>, RegExp]>([
  ['an effect throws after its insert', async (tx) => (await raw(tx, 'thrown'), await model(tx, 'thrown-2'), Promise.reject(new Error('no'))), /^no$/],
  ['a constraint refuses', async (tx) => (await raw(tx, 'check'), raw(tx, 'check-2', 0)), /violates check constraint/],
  ['a refused statement is swallowed', async (tx) => (await raw(tx, 'eaten'), await raw(tx, 'eaten-2', 0).catch(() => undefined), 'as if nothing were'), /did not commit/],
  ['a refused model call is swallowed', async (tx) => (await raw(tx, 'model'), await model(tx, 'model-2', 0).catch(() => undefined), 'as if nothing were'), /rolled back by Prisma/],
  ['a Prisma transaction that failed by itself is swallowed', async (tx) => (await raw(tx, 'own'), await tx.prisma(() => Promise.reject(new Error('no'))).catch(() => undefined)), /rolled back by Prisma/],
  ['the raw statement is of another company', async (tx) => (await raw(tx, 'rls'), raw(tx, 'rls-2', 1, other)), /row-level security/],
  ['the model call is of another company', async (tx) => (await raw(tx, 'rls'), model(tx, 'rls-2', 1, other)), /row-level security/],
])('[APR-11] all or nothing: %s', async (_, work, reason) => {
  await leavesNothing(db.inCompany(scope, work), reason);
});

test('[APR-11] all or nothing: what travels with COMMIT fails', async () => {
  const work = db.inCompany.last(scope, async (tx) => (await raw(tx, 'save'), { answer: 'done', last: (end: Transaction) => raw(end, 'save-2', 0) }));
  await leavesNothing(work, /violates check constraint/);
});

test('[APR-11] what travels with COMMIT is committed with the rest', async () => {
  const answer = await db.inCompany.last(scope, async (tx) => (await raw(tx, 'end'), { answer: 'done', last: (end: Transaction) => raw(end, 'end-2') }));
  expect(answer).toBe('done');
  expect((await superuser.query("SELECT FROM kit.counter WHERE series LIKE 'end%'")).rowCount).toBe(2);
});

test('[ORG-03] reads see one company only, raw and by Prisma', async () => {
  await db.inCompany({ company: other, actor }, (tx) => raw(tx, 'theirs', 1, other));
  const [mine, prismas] = await db.inCompany(scope, async (tx) => {
    await raw(tx, 'ours');
    const text = 'SELECT DISTINCT company_id::text FROM kit.counter';
    return [await tx.sql('t.all', text, []), await tx.prisma((prisma: Statements) => prisma.rows(text))];
  });
  expect(mine).toEqual([{ company_id: company }]);
  expect(prismas).toEqual([[company]]);
});

test('[ORG-03] there is no database outside inCompany, nor after its end', async () => {
  let kept: Transaction | undefined;
  let keptPrisma: Statements | undefined;
  await db.inCompany(scope, async (tx) => {
    kept = tx;
    await tx.prisma(async (prisma: Statements) => (keptPrisma = prisma));
  });
  await expect(kept?.sql('t.late', 'SELECT 1', [])).rejects.toThrow('the transaction is over');
  await expect(kept?.prisma(async () => 1)).rejects.toThrow('the transaction is over');
  await expect(keptPrisma?.rows('SELECT 1')).rejects.toThrow('the transaction is over');
  let adapter: unknown;
  const bare = createDatabase({ connection: { host: '/nowhere', port: 1, database: '', user: '', password: '' }, prisma: (given: unknown) => prismaLike((adapter = given)) });
  await expect(bare.inCompany(scope, (tx) => tx.prisma(async () => 1))).rejects.toMatchObject({ kind: 'busy' });
  await bare.close();
  expect(adapter).toBeUndefined();
  let lent: unknown;
  const second = createDatabase({ connection: db.connection('app'), prisma: (given: unknown) => prismaLike((lent = given)) });
  await second.inCompany(scope, (tx) => tx.prisma(async () => 1));
  await second.close();
  await expect(prismaLike(lent).$transaction((prisma) => prisma.rows('SELECT 1'))).rejects.toThrow('no database outside inCompany');
});

test('[APR-11] a backend that is killed in the middle ends the transaction, not the process; the pool goes on', async () => {
  const work = db.inCompany(scope, async (tx) => {
    await raw(tx, 'killed');
    const [row] = await tx.sql<{ pid: number }>('t.pid', 'SELECT pg_backend_pid() AS pid', []);
    await superuser.query('SELECT pg_terminate_backend($1)', [row?.pid]);
    await raw(tx, 'killed-2');
  });
  await expect(work).rejects.toMatchObject({ kind: 'busy', code: 'database-away' });
  expect((await superuser.query("SELECT FROM kit.counter WHERE series LIKE 'killed%'")).rowCount).toBe(0);
  await db.inCompany(scope, (tx) => raw(tx, 'after the kill'));
});

test('[APR-11][DOUT-03] 300 transactions at once, a third of them failing: exactly the others are there, numbers without gaps, nothing left open', async () => {
  const take = `INSERT INTO kit.counter AS c (company_id, series, year, value) VALUES ($1, 'gapless', 2026, 1)
                ON CONFLICT (company_id, series, year) DO UPDATE SET value = c.value + 1 RETURNING value`;
  const one = async (n: number): Promise<number> =>
    db.inCompany(scope, async (tx) => {
      const [row] = await tx.sql<{ value: number }>('t.take', take, [company]);
      await (n % 2 ? model(tx, `at once ${n}`) : raw(tx, `at once ${n}`));
      if (n % 3 === 0) throw new Error('fails');
      return row?.value ?? 0;
    });
  const done = await Promise.allSettled(Array.from({ length: 300 }, (_, n) => one(n)));
  const numbers = done.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
  expect((await superuser.query("SELECT FROM kit.counter WHERE series LIKE 'at once%'")).rowCount).toBe(200);
  expect(db.pool.idleCount).toBe(db.pool.totalCount);
  expect(db.pool.waitingCount).toBe(0);
  const open = await superuser.query("SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = $1 AND state LIKE 'idle in transaction%'", [roleOf('kit', 'app')]);
  expect(open.rowCount).toBe(0);
}, 60_000);

test('[OP-017] time is the transaction time of the database, shifted by the offset', async () => {
  const times = async (): Promise<{ plain: Date; kit: Date; told: Date }> =>
    db.inCompany(scope, async (tx) => {
      const [row] = await tx.sql<{ plain: Date; kit: Date }>('t.now', 'SELECT now() AS plain, kit.now() AS kit', []);
      return { plain: row?.plain ?? new Date(0), kit: row?.kit ?? new Date(0), told: await tx.now() };
    });
  const straight = await times();
  expect(straight.kit).toEqual(straight.plain);
  expect(straight.told).toEqual(straight.plain);
  db.shift('3 days');
  const shifted = await times();
  db.shift('');
  expect(shifted.kit.getTime() - shifted.plain.getTime()).toBe(3 * 86_400_000);
  expect(shifted.told).toEqual(shifted.kit);
});

test('a decision takes two round trips: [begin, company, first statements] and [last, COMMIT]', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'c-'));
  const flights: number[] = [];
  const target = db.connection('app');
  const proxy = createServer((near) => {
    const far = connect(join(target.host, `.s.PGSQL.${target.port}`));
    let answered = true;
    near.on('data', (bytes) => {
      if (answered) flights.push(0);
      answered = false;
      flights.push((flights.pop() ?? 0) + bytes.length);
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      // The answer is held back a moment, so that all that was sent without waiting counts as one flight.
      setTimeout(() => {
        answered = true;
        near.write(bytes);
      }, 15);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.on('error', () => undefined);
    far.on('error', () => undefined);
  }).listen(join(folder, '.s.PGSQL.5432'));
  const through = createDatabase({ connection: { ...target, host: folder, port: 5432 }, max: 1 });
  const decide = (): Promise<unknown> =>
    through.inCompany.last(scope, async (tx) => {
      await Promise.all([tx.sql('t.lock', 'SELECT 1', []), tx.sql('t.rest', 'SELECT 2', [])]);
      return { answer: 1, last: (end) => end.sql('t.save', 'SELECT 3', []) };
    });
  await decide();
  flights.length = 0;
  await decide();
  expect(flights).toHaveLength(2);
  await through.close();
  await new Promise((resolve) => proxy.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

test('[ORG-05] the person reads own rows over all companies only through tables that say so; company tables stay shut', async () => {
  const rows = await db.asPerson(randomUUID(), (tx) => tx.sql('t.personal', 'SELECT count(*)::int AS n, kit.company_id() AS company FROM kit.counter', []));
  expect(rows).toEqual([{ n: 0, company: null }]);
});

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres, type RunningPostgres } from '.';
import { alive } from './running';

const home = mkdtempSync(join(tmpdir(), 'chancery-postgres-'));
const dir = join(home, 'postgres');
let server: RunningPostgres;

async function ask(text: string): Promise<unknown> {
  const client = new pg.Client({ ...server, database: 'postgres' });
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(text)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  server = await startPostgres({ dir });
}, 60_000);

afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

test('what was committed is there after a clean stop and a second start, which is quick', async () => {
  await ask('CREATE TABLE kept AS SELECT 1 AS answer');
  await server.stop();
  expect(alive(server.pid)).toBe(false);
  const began = performance.now();
  server = await startPostgres({ dir });
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(await ask('SELECT answer FROM kept')).toBe(1);
}, 60_000);

test('what was committed is there after the server was killed', async () => {
  await ask('CREATE TABLE survived AS SELECT 2 AS answer');
  process.kill(server.pid, 'SIGKILL');
  server = await startPostgres({ dir });
  expect(await ask('SELECT answer FROM survived')).toBe(2);
}, 60_000);

test('a server that outlived its parent is taken over', async () => {
  const again = await startPostgres({ dir });
  expect(again.pid).toBe(server.pid);
  expect(await ask('SELECT 3 AS answer')).toBe(3);
}, 60_000);

test('a lock file whose number belongs to another program now does not stop the start', async () => {
  await server.stop();
  const other = spawn('sleep', ['60'], { stdio: 'ignore' });
  writeFileSync(join(dir, 'data', 'postmaster.pid'), `${other.pid}\n${join(dir, 'data')}\n0\n5432\n`);
  try {
    server = await startPostgres({ dir });
    expect(await ask('SELECT 4 AS answer')).toBe(4);
    expect(server.pid).not.toBe(other.pid);
  } finally {
    other.kill('SIGKILL');
  }
}, 60_000);

test('the password is for the owner alone; without it nobody comes in; no TCP port is open', async () => {
  const file = join(dir, 'superuser');
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readFileSync(file, 'utf8').trim()).toBe(server.password);
  const wrong = new pg.Client({ ...server, password: 'guess', database: 'postgres' });
  await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
  expect(await ask("SELECT current_setting('listen_addresses') AS answer")).toBe('');
});

test('everything of the server lies below its folder, also where a temporary home is shut to others', () => {
  expect(readdirSync(dir)).toEqual(expect.arrayContaining(['data', 'socket', 'superuser', 'server.log']));
  expect(server.host.startsWith(dir)).toBe(true);
});

test('a port, where one is asked for, is open on the loopback only', async () => {
  await server.stop();
  server = await startPostgres({ dir, port: 9300 });
  expect(server.host).toBe('127.0.0.1');
  expect(await ask("SELECT current_setting('listen_addresses') AS answer")).toBe('127.0.0.1');
}, 60_000);

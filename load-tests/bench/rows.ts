import pg from 'pg';
import type { Cast } from './people.ts';
import type { MeasuredStack } from './stack-process.ts';

/** Connection as the server's administrator: only the benchmark clones rows, and only as filling. */
export async function adminOf(stack: MeasuredStack, database: string): Promise<pg.Client> {
  const client = new pg.Client({ ...stack.admin, database });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Copies a matter's rows of one table for every line of `made`, some columns said anew. */
async function copy(client: pg.Client, table: string, key: string, matter: string, changes: Record<string, string>): Promise<void> {
  const [schema, name] = table.split('.');
  const { rows } = await client.query<{ column_name: string }>(
    "SELECT column_name FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2 AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position", [schema, name]);
  const columns = rows.map((row) => row.column_name);
  const values = columns.map((column) => changes[column] ?? `t.${column}`);
  await client.query(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} t, made WHERE t.${key} = $1`, [matter]);
}

/**
 * Fills the documents service with copies of a finished matter and of one that waits for its first decision, and the inbox with the open
 * ones' tasks. Applicants and holders are spread over everybody of the group.
 */
export async function fill(stack: MeasuredStack, cast: Cast, input: { template: string; count: number; open: boolean }): Promise<void> {
  const everybody = `(ARRAY[${[...cast.directory.people.keys()].map((id) => `'${id}'`).join(', ')}]::uuid[])[1 + made.n % ${cast.directory.people.size}]`;
  const docs = await adminOf(stack, 'chancery_docs');
  const workbench = await adminOf(stack, 'chancery_workbench');
  try {
    for (const client of [docs, workbench]) await client.query('SET session_replication_role = replica');
    await docs.query(`CREATE TEMP TABLE made AS SELECT uuidv7() AS id, gen_random_uuid() AS task, n FROM generate_series(1, ${input.count}) n`);
    await copy(docs, 'approval.matter', 'id', input.template, { id: 'made.id', applicant: `${everybody}::text`, title: "t.title || ' ' || made.n" });
    await copy(docs, 'approval.way', 'matter_id', input.template, { matter_id: 'made.id', command_key: 'gen_random_uuid()' });
    await copy(docs, 'approval.text_version', 'matter_id', input.template, { matter_id: 'made.id' });
    await copy(docs, 'approval.sight', 'matter_id', input.template, { matter_id: 'made.id' });
    if (input.open) {
      await copy(docs, 'approval.open_task', 'matter_id', input.template, { matter_id: 'made.id', id: 'made.task', holder: everybody });
      const { rows } = await docs.query<{ id: string; task: string }>('SELECT id, task FROM made');
      await workbench.query('CREATE TEMP TABLE made AS SELECT id, task, row_number() OVER () AS n FROM unnest($1::uuid[], $2::uuid[]) AS m (id, task)', [rows.map((row) => row.id), rows.map((row) => row.task)]);
      await copy(workbench, 'public.inbox_task', 'matter_id', input.template, { matter_id: 'made.id', task_id: 'made.task', holder: everybody });
      await workbench.query(`INSERT INTO inbox_count (company_id, holder, deciding, doing)
        SELECT company_id, holder, count(*) FILTER (WHERE NOT doing), count(*) FILTER (WHERE doing) FROM inbox_task GROUP BY company_id, holder
        ON CONFLICT (company_id, holder) DO UPDATE SET deciding = EXCLUDED.deciding, doing = EXCLUDED.doing`);
    }
    for (const client of [docs, workbench]) await client.query('VACUUM ANALYZE');
    await docs.query('CHECKPOINT');
  } finally {
    await docs.end();
    await workbench.end();
  }
}

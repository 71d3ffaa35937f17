import type pg from 'pg';
import type { Stack } from './stack.ts';

/** Copies a matter's rows of one table for every line of `made`, some columns said anew. */
async function copy(client: pg.Client, table: string, matter: { id: string; key: string }, changes: Record<string, string>): Promise<void> {
  const [schema, name] = table.split('.');
  const { rows } = await client.query<{ column_name: string }>(
    "SELECT column_name FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2 AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position", [schema, name]);
  const columns = rows.map((row) => row.column_name);
  const values = columns.map((column) => changes[column] ?? `t.${column}`);
  await client.query(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} t, made WHERE t.${matter.key} = $1`, [matter.id]);
}

/**
 * Fills the databases with copies of one matter, as it stands: its row, its way, its text, its sight, and, when it is open, its tasks here
 * and in the inbox, all of the same holder. Only a benchmark may do that: as the server's administrator, past every rule.
 */
export async function clone(stack: Stack, input: { template: string; count: number; open: boolean }): Promise<void> {
  const docs = await stack.admin('chancery_docs');
  const workbench = await stack.admin('chancery_workbench');
  const of = (key: string): { id: string; key: string } => ({ id: input.template, key });
  try {
    for (const client of [docs, workbench]) await client.query('SET session_replication_role = replica');
    await docs.query(`CREATE TEMP TABLE made AS SELECT uuidv7() AS id, gen_random_uuid() AS task, n FROM generate_series(1, ${input.count}) n`);
    await copy(docs, 'approval.matter', of('id'), { id: 'made.id', title: "t.title || ' ' || made.n" });
    await copy(docs, 'approval.way', of('matter_id'), { matter_id: 'made.id', command_key: 'gen_random_uuid()' });
    await copy(docs, 'approval.text_version', of('matter_id'), { matter_id: 'made.id' });
    await copy(docs, 'approval.sight', of('matter_id'), { matter_id: 'made.id' });
    if (input.open) {
      await copy(docs, 'approval.open_task', of('matter_id'), { matter_id: 'made.id', id: 'made.task' });
      const { rows } = await docs.query<{ id: string; task: string }>('SELECT id, task FROM made');
      await workbench.query('CREATE TEMP TABLE made AS SELECT id, task FROM unnest($1::uuid[], $2::uuid[]) AS m (id, task)', [rows.map((row) => row.id), rows.map((row) => row.task)]);
      await copy(workbench, 'public.inbox_task', of('matter_id'), { matter_id: 'made.id', task_id: 'made.task' });
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

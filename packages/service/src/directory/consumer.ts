import { entryOf } from './entries';

/** What the consumer needs of the transaction that its inbox runs in: a connection as the service's `directory` role. */
export interface DirectoryConnection {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/**
 * The local revision counts what this database took in, so that one number tells every reader whether its copy is the newest,
 * whatever the order in which keys arrived. The counter's row lock lets one writer at a time through.
 */
const apply = `
  WITH known AS (SELECT (body->>'heard')::bigint AS heard FROM kit.directory WHERE kind = $1 AND id = $2),
       next AS (UPDATE kit.directory_revision SET revision = revision + 1 WHERE NOT EXISTS (SELECT FROM known WHERE heard >= $4) RETURNING revision)
  INSERT INTO kit.directory (kind, id, body, revision)
  SELECT $1, $2, jsonb_build_object('heard', $4::bigint, 'value', $3::jsonb), next.revision FROM next
  ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, revision = excluded.revision`;

/**
 * 组织变更 — keeps one DirectoryChanged in kit.directory, with the role that alone may write there. Repeatable; an older
 * revision of an entry changes nothing; a removal leaves the id and no names (SEC-05: a tombstone erases).
 *
 * @example bus.subscribe({ topics: ['chancery.directory'], … }) → await applyDirectoryChanged(connection, value)
 */
export async function applyDirectoryChanged(connection: DirectoryConnection, value: unknown): Promise<void> {
  const entry = entryOf(value);
  if (entry) await connection.query(apply, [entry.kind, entry.id, entry.value ? JSON.stringify(entry.value) : null, entry.heard]);
}

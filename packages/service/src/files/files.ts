import { actorId, Refusal, system, type Actor, type Transaction } from '@chancery/domain';
import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../company';
import type { Files, StoredFile } from '../manifest';
import { checkContent, checkName } from './content';
import type { Store } from './folder';
import { newKey, seal, unseal, type CompanyKeys } from './keys';
import { refuseStateSecrets } from './secrets';

export interface FilesOptions {
  database: Database;
  store: Store;
  keys: CompanyKeys;
  /** May the person see one of these matters of the transaction's company: the engine's one rule (ORG-09). */
  sees(tx: Transaction, matters: string[], person: string): Promise<boolean>;
}

interface FileRow extends Record<string, unknown> {
  id: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  wrapped_key: Buffer;
  by: string;
}

interface Content {
  name: string;
  mediaType: string;
  bytes: Buffer;
  by: string;
  grant?: string;
  matter?: string;
}

/** The kit's own side of `Files`: what the engine does in the transaction that names files. */
export interface StoredFiles extends Files {
  /**
   * Makes files readable to whoever sees the matter. A person can link only what is readable to that person: a guessed or overheard
   * id opens nothing (ORG-03).
   * @throws Refusal `missing` for a file that the actor may not read.
   */
  link(tx: Transaction, input: { actor: Actor; matter: string; files: string[] }): Promise<void>;
}

const COLUMNS = 'id, name, media_type, size, sha256, wrapped_key, by';
const insert = `
  INSERT INTO kit.file (company_id, id, name, media_type, size, sha256, wrapped_key, by, from_grant) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (company_id, from_grant) DO NOTHING RETURNING id`;
const link = 'INSERT INTO kit.file_link (company_id, matter_id, file_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING';

const missing = (): Refusal => new Refusal('missing', 'file', { zh: '没有这个文件', en: 'There is no such file' });
const stored = (row: FileRow): StoredFile => ({ id: row.id, name: row.name, mediaType: row.media_type, size: row.size, sha256: row.sha256 });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * 文件 — random ids, each file encrypted with a key of its own, which the company's key wraps (architecture §6).
 *
 * @example const files = createFiles({ database, store: folderStore(folder), keys: keptKeys(keys), sees });
 */
export function createFiles(options: FilesOptions): StoredFiles {
  const { database, store, keys } = options;

  async function keep(company: string, content: Content): Promise<StoredFile> {
    const { name, mediaType, bytes, by, grant, matter } = content;
    const id = randomUUID();
    const about = `${company}/${id}`;
    const key = newKey();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    // Bytes first: a row always has its bytes. Bytes without a row, after a crash, cannot be opened by anybody.
    await store.write(company, id, seal(key, bytes, about));
    const wrapped = seal(await keys(company), key, about);
    const kept = await database.inCompany({ company, actor: system('job') }, async (tx) => {
      const rows = await tx.sql('file.insert', insert, [company, id, name, mediaType, bytes.length, sha256, wrapped, by, grant ?? null]);
      if (rows.length && matter) await tx.sql('file.link', link, [company, matter, id]);
      return rows.length === 1;
    });
    if (kept) return { id, name, mediaType, size: bytes.length, sha256 };
    const copy = grant && (await copied(company, grant));
    if (!copy) throw new Error('a copy was neither stored nor found');
    return copy;
  }

  const copied = (company: string, grant: string): Promise<StoredFile | undefined> =>
    database.inCompany({ company, actor: system('job') }, async (tx) => {
      const [row] = await tx.sql<FileRow>('file.copied', `SELECT ${COLUMNS} FROM kit.file WHERE company_id = $1 AND from_grant = $2`, [company, grant]);
      return row && stored(row);
    });

  async function opened(company: string, row: FileRow): Promise<Buffer> {
    const about = `${company}/${row.id}`;
    const key = unseal(await keys(company), row.wrapped_key, about);
    const bytes = unseal(key, await store.read(company, row.id), about);
    if (createHash('sha256').update(bytes).digest('hex') !== row.sha256) throw new Error(`file ${row.id} is not what was stored`);
    return bytes;
  }

  return {
    put: async ({ company, actor, name, mediaType, bytes, matter }) => {
      const plainName = checkName(name);
      const type = await checkContent(mediaType, bytes);
      refuseStateSecrets(plainName, type, bytes);
      return keep(company, { name: plainName, mediaType: type, bytes, by: actorId(actor), matter });
    },
    get: async ({ company, actor, id }) => {
      if (!UUID.test(id)) throw missing();
      const row = await database.inCompany({ company, actor }, (tx) => readable(options, tx, actor, id));
      return { file: stored(row), bytes: await opened(company, row) };
    },
    grant: (tx, input) => grantFile(tx, input),
    link: async (tx, { actor, matter, files }) => {
      for (const id of new Set(files)) {
        if (!UUID.test(id)) throw missing();
        await readable(options, tx, actor, id);
        await tx.sql('file.link', link, [tx.company, matter, id]);
      }
    },
    copyGranted: async ({ company, grant, from }) => {
      const known = await copied(company, grant);
      if (known) return known;
      const row = await database.inCompany({ company: from, actor: system('job') }, (tx) => granted(tx, grant, company));
      return keep(company, { name: row.name, mediaType: row.media_type, bytes: await opened(from, row), by: 'system', grant });
    },
  };
}

/** The row, if the actor may read the file: its uploader before it is linked, whoever sees a matter that links it, the system. */
async function readable({ sees }: FilesOptions, tx: Transaction, actor: Actor, id: string): Promise<FileRow> {
  const [[row], links] = await Promise.all([
    tx.sql<FileRow>('file', `SELECT ${COLUMNS} FROM kit.file WHERE company_id = $1 AND id = $2`, [tx.company, id]),
    tx.sql<{ matter_id: string }>('file.links', 'SELECT matter_id FROM kit.file_link WHERE company_id = $1 AND file_id = $2', [tx.company, id]),
  ]);
  if (!row) throw missing();
  if (actor.type === 'system') return row;
  const may = links.length ? await sees(tx, links.map((link) => link.matter_id), actor.id) : row.by === actor.id;
  if (!may) throw missing();
  return row;
}

async function granted(tx: Transaction, grant: string, to: string): Promise<FileRow> {
  const [row] = await tx.sql<FileRow>(
    'file.granted',
    `SELECT ${COLUMNS} FROM kit.file WHERE company_id = $1 AND id = (SELECT file_id FROM kit.file_grant WHERE company_id = $1 AND id = $2 AND to_company = $3)`,
    [tx.company, grant, to],
  );
  if (!row) throw missing();
  return row;
}

/**
 * Lets another company's system copy a file, in the transaction of an effect. Repeatable: the same file and company, the same grant.
 *
 * @throws Refusal `missing` when the transaction's company has no such file.
 */
export async function grantFile(tx: Transaction, { file, to }: { file: string; to: string }): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(
    'file.grant',
    `WITH made AS (INSERT INTO kit.file_grant (company_id, id, file_id, to_company) SELECT $1, $2, id, $4 FROM kit.file WHERE company_id = $1 AND id = $3
                   ON CONFLICT (company_id, file_id, to_company) DO NOTHING RETURNING id)
     SELECT id FROM made UNION ALL SELECT id FROM kit.file_grant WHERE company_id = $1 AND file_id = $3 AND to_company = $4 LIMIT 1`,
    [tx.company, randomUUID(), file, to],
  );
  if (!row) throw missing();
  return row.id;
}

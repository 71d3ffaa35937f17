import { columns, tasksOf } from './rows';

/** Alone, so that the next statement sees what was committed while this one waited (engine.md §4, stale read). */
export const lock = `SELECT ${columns('m')} FROM approval.matter m WHERE m.company_id = $1 AND m.id = $2 FOR NO KEY UPDATE`;

/** Who takes part, as `approval.sees` says it; here without the call of a function. */
const sees = (company: string, matter: string, person: string): string => `
  (EXISTS (SELECT FROM approval.open_task t WHERE t.company_id = ${company} AND t.matter_id = ${matter} AND t.holder = ${person})
   OR EXISTS (SELECT FROM approval.way w WHERE w.company_id = ${company} AND w.matter_id = ${matter} AND w.actor = ${person})
   OR EXISTS (SELECT FROM approval.sight s WHERE s.company_id = ${company} AND s.matter_id = ${matter} AND s.person = ${person}))`;

/**
 * Open tasks, the directory's revision, the answer to an earlier command with the same key, and whether the person takes part.
 * $3 key, $4 person or null.
 */
export const rest = `
  SELECT ${tasksOf('$1', '$2')} AS tasks,
         (SELECT revision FROM kit.directory_revision) AS directory,
         (SELECT json_build_object('fingerprint', encode(w.fingerprint, 'hex'), 'matter', w.matter_id, 'line', encode(w.line, 'base64'))
            FROM approval.way w WHERE w.company_id = $1 AND w.command_key = $3) AS earlier,
         ${sees('$1', '$2', '$4::uuid')} AS sees`;

/** The same without a lock, for reading. */
export const read = `SELECT ${columns('m')}, m.secrecy, ${tasksOf('$1', '$2')} AS tasks, ${sees('$1', '$2', '$3::uuid')} AS sees FROM approval.matter m WHERE m.company_id = $1 AND m.id = $2`;

export const earlier = "SELECT encode(fingerprint, 'hex') AS fingerprint, matter_id AS matter, encode(line, 'base64') AS line FROM approval.way WHERE company_id = $1 AND command_key = $2";
export const directory = 'SELECT revision FROM kit.directory_revision';

export const lines = 'SELECT line FROM approval.way WHERE company_id = $1 AND matter_id = $2 ORDER BY no';
/** The form as it stood at a line: of a draft or of a submission. */
export const textAsOf = 'SELECT form FROM approval.text_version WHERE company_id = $1 AND matter_id = $2 AND line <= $3 ORDER BY line DESC LIMIT 1';
export const versions = `SELECT number, content_hash, frozen_at, by, form FROM approval.text_version WHERE company_id = $1 AND matter_id = $2 AND number > 0 ORDER BY number`;

/** Serial of a kind in company and year, without gaps: 2026-0412. */
export const serial = `
  INSERT INTO kit.counter AS c (company_id, series, year, value) VALUES ($1, $2, $3, 1)
  ON CONFLICT (company_id, series, year) DO UPDATE SET value = c.value + 1 RETURNING value`;

const page = (where: string): string => `
  SELECT ${columns('m')}, ${tasksOf('m.company_id', 'm.id')} AS tasks
    FROM approval.matter m WHERE m.company_id = $1 AND ($3::uuid IS NULL OR m.id < $3) AND ($4 = '' OR m.kind = $4) AND ($5 = '' OR m.state = $5) AND ${where}
   ORDER BY m.id DESC LIMIT $6`;

/** Lists of one company, newest first; $2 person, $3 after, $4 kind, $5 state, $6 size. `seen` adds $7 kinds and $8 levels of the person's posts. */
export const pages = {
  open: page("EXISTS (SELECT FROM approval.open_task t WHERE t.company_id = $1 AND t.holder = $2::uuid AND t.matter_id = m.id AND t.state <> 'waiting')"),
  started: page("m.applicant = $2::uuid::text AND m.state <> 'draft'"),
  drafts: page("m.state = 'draft' AND (m.applicant = $2::uuid::text OR m.enterer = $2::uuid::text)"),
  done: page("EXISTS (SELECT FROM approval.way w WHERE w.company_id = $1 AND w.actor = $2::uuid AND w.matter_id = m.id AND w.operation IN ('agree', 'disagree', 'done', 'return', 'redo', 'transfer', 'assign'))"),
  seen: page('((m.kind = ANY ($7::text[]) AND m.secrecy = ANY ($8::text[]) AND m.text_version > 0) OR m.id IN (SELECT approval.seen($1, $2::uuid)))'),
};

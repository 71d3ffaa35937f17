import type pg from 'pg';

/** A job that gave up, as operators see it. */
export interface ParkedJob {
  company: string;
  id: string;
  type: string;
  attempts: number;
  reason: string;
  at: Date;
}

export async function listParkedJobs(worker: pg.Pool, limit = 200): Promise<ParkedJob[]> {
  const { rows } = await worker.query<ParkedJob>(
    `SELECT company_id AS company, id, type, attempts, error AS reason, created_at AS at FROM kit.job WHERE state = 'parked' ORDER BY created_at LIMIT $1`,
    [limit],
  );
  return rows;
}

/** Tries a parked job again from its first attempt. Answers false when it is not parked. */
export async function retryJob(worker: pg.Pool, company: string, id: string): Promise<boolean> {
  const { rowCount } = await worker.query(`UPDATE kit.job SET state = 'waiting', attempts = 0, next_at = now() WHERE company_id = $1 AND id = $2 AND state = 'parked'`, [company, id]);
  return rowCount === 1;
}

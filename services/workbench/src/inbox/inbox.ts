import type { InboxCounts, InboxRow, ListInboxRequest, ListInboxResponse } from '@chancery/contracts/chancery/workbench/v1/workbench';
import { Refusal, type Directory, type Transaction } from '@chancery/domain';
import type { Handler } from '@chancery/service';

interface Row extends Record<string, unknown> {
  task_id: string;
  matter_id: string;
  service: string;
  kind: string;
  step: string;
  task_kind: string;
  company_id: string;
  title: string;
  serial: string;
  urgency: string;
  secrecy: string;
  applicant: string;
  department: string;
  opened_at: Date;
  due_at: Date | null;
  due_key: string;
  round: number;
  held: boolean;
  urged: number;
}

/** 待办 — the caller's open tasks over all companies, what is overdue first, then by due date; keyset paging by (due, task). */
export const listInbox: Handler<ListInboxRequest, ListInboxResponse> = async ({ request, directory, language, asPerson }) => {
  if (request.service && request.position) await caughtUp(asPerson, request.service, request.position);
  const size = request.pageSize || 50;
  const after = request.after ? cursor(request.after) : null;
  const { rows, counts } = await asPerson(async (tx) => {
    const [rows, counts] = await Promise.all([
      tx.sql<Row>(
        'inbox.page',
        `SELECT task_id, matter_id, service, kind, step, task_kind, company_id, title, serial, urgency, secrecy, applicant, department, opened_at, due_at, due_order::text AS due_key, round, held, urged
           FROM inbox_task
          WHERE holder = (SELECT kit.person_id()) AND ($1::timestamptz IS NULL OR (due_order, task_id) > ($1, $2::uuid))
            AND ($3 = 'all' OR doing = ($3 = 'do')) AND ($4::uuid IS NULL OR company_id = $4)
          ORDER BY due_order, task_id LIMIT $5`,
        [after?.due ?? null, after?.task ?? null, view(request.view), request.companyId || null, size + 1],
      ),
      readCounts(tx),
    ]);
    return { rows, counts };
  });
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    rows: page.map((row) => shown(row, directory, language)),
    next: rows.length > size && last ? Buffer.from(JSON.stringify([last.due_key, last.task_id])).toString('base64url') : '',
    counts,
  };
};

/**
 * Counts are kept by the consumer; only what is overdue is counted, along the index and by its number. The time is asked beforehand
 * (`SELECT`): PostgreSQL takes the function's own text for leaky and would look through all rows behind row-level security.
 */
export async function readCounts(tx: Transaction): Promise<InboxCounts> {
  const [counts] = await tx.sql<{ deciding: number; doing: number; overdue: number }>(
    'inbox.counts',
    `SELECT coalesce(sum(deciding), 0)::int AS deciding, coalesce(sum(doing), 0)::int AS doing,
            (SELECT count(*)::int FROM inbox_task WHERE holder = (SELECT kit.person_id()) AND due_order < (SELECT kit.now())) AS overdue
       FROM inbox_count WHERE holder = (SELECT kit.person_id())`,
    [],
  );
  const { deciding = 0, doing = 0, overdue = 0 } = counts ?? {};
  return { all: deciding + doing, decide: deciding, do: doing, overdue };
}

/** Waits, a second at most, until the consumer has come to what the caller has just done (architecture §5). */
async function caughtUp(asPerson: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>, service: string, position: number): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    const [seen] = await asPerson((tx) => tx.sql<{ position: number }>('inbox.position', 'SELECT position FROM seen_position WHERE service = $1', [service]));
    if (Number(seen?.position ?? 0) >= position) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const view = (word: string): string => (['decide', 'do'].includes(word) ? word : 'all');

function cursor(text: string): { due: string; task: string } {
  try {
    const [due, task] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (typeof due === 'string' && /^[0-9a-f-]{36}$/.test(task)) return { due, task };
  } catch {
    // Falls through to the refusal: whatever it was, it is not one of our places.
  }
  throw new Refusal('invalid', 'bad-cursor', { zh: '翻页位置无效', en: 'The place to go on from is not valid' });
}

function shown(row: Row, directory: Directory, language: 'zh' | 'en'): InboxRow {
  const company = directory.companies.get(row.company_id);
  const applicant = directory.people.get(row.applicant);
  const department = directory.departments.get(row.department);
  const english = language === 'en';
  return {
    taskId: row.task_id,
    matterId: row.matter_id,
    service: row.service,
    kind: row.kind,
    step: row.step,
    taskKind: row.task_kind,
    companyId: row.company_id,
    company: (english ? company?.nameEn : company?.shortName) ?? '',
    title: row.title,
    serial: row.serial,
    urgency: row.urgency,
    secrecy: row.secrecy,
    applicant: applicant?.name ?? (english ? 'Office' : '办公室'),
    applicantEn: applicant?.nameEn ?? 'Office',
    applicantDepartment: (english ? department?.nameEn : department?.name) ?? '',
    openedAt: row.opened_at,
    dueAt: row.due_at ?? undefined,
    round: row.round,
    held: row.held,
    urged: row.urged,
  };
}

import type { ListNoticesRequest, ListNoticesResponse, ReadNoticesRequest, ReadNoticesResponse } from '@chancery/contracts/chancery/workbench/v1/workbench';
import { Refusal } from '@chancery/domain';
import type { Handler } from '@chancery/service';

interface Row extends Record<string, unknown> {
  id: string;
  code: string;
  arguments: Record<string, string>;
  company_id: string;
  service: string;
  matter_id: string;
  kind: string;
  title: string;
  at: Date;
  at_key: string;
  read_at: Date | null;
}

/** 通知 — codes with arguments, newest first; the screen renders them in the reader's language. */
export const listNotices: Handler<ListNoticesRequest, ListNoticesResponse> = async ({ request, asPerson }) => {
  const size = request.pageSize || 30;
  const after = request.after ? cursor(request.after) : null;
  return asPerson(async (tx) => {
    const [rows, [unread]] = await Promise.all([
      tx.sql<Row>(
        'notice.page',
        `SELECT id, code, arguments, company_id, service, matter_id, kind, title, at, at::text AS at_key, read_at FROM notice
          WHERE person = (SELECT kit.person_id()) AND ($1::timestamptz IS NULL OR (at, id) < ($1, $2::uuid)) ORDER BY at DESC, id DESC LIMIT $3`,
        [after?.at ?? null, after?.id ?? null, size + 1],
      ),
      tx.sql<{ unread: number }>('notice.unread', 'SELECT count(*)::int AS unread FROM notice WHERE person = (SELECT kit.person_id()) AND read_at IS NULL', []),
    ]);
    const page = rows.slice(0, size);
    const last = page.at(-1);
    return {
      notices: page.map((row) => ({
        id: row.id, code: row.code, arguments: row.arguments, companyId: row.company_id, service: row.service, matterId: row.matter_id, kind: row.kind, title: row.title, at: row.at, read: row.read_at !== null,
      })),
      next: rows.length > size && last ? Buffer.from(JSON.stringify([last.at_key, last.id])).toString('base64url') : '',
      unread: unread?.unread ?? 0,
    };
  });
};

export const readNotices: Handler<ReadNoticesRequest, ReadNoticesResponse> = async ({ request, asPerson }) => {
  await asPerson((tx) => tx.sql('notice.read', 'UPDATE notice SET read_at = kit.now() WHERE person = (SELECT kit.person_id()) AND read_at IS NULL AND (cardinality($1::uuid[]) = 0 OR id = ANY ($1))', [request.ids]));
  return {};
};

function cursor(text: string): { at: string; id: string } {
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (typeof at === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { at, id };
  } catch {
    // Falls through to the refusal.
  }
  throw new Refusal('invalid', 'bad-cursor', { zh: '翻页位置无效', en: 'The place to go on from is not valid' });
}

import { MatterMoved, type ClosedTask, type OpenedTask } from '@chancery/contracts/chancery/approval/v1/events';
import type { Transaction } from '@chancery/domain';
import type { Listener } from '@chancery/service';

/** Channel on which a committed change of somebody's inbox or notices is told to the streams (payload: one `Stir` as JSON). */
export const CHANNEL = 'workbench_stir';

/** Somebody's view has changed. */
export interface Stir {
  people: string[];
  matter: string;
  service: string;
  what: 'inbox' | 'notice';
}

/** 待办变化 — keeps inbox and notices in step with one command of a matter. Order is kept per matter, so a close never comes before its open. */
export const matterMoved: Listener<unknown> = {
  company: (value) => MatterMoved.fromJSON(value).companyId,

  async hear({ event, tx }) {
    const moved = MatterMoved.fromJSON(event.value);
    const closed = await Promise.all(moved.closed.map((task) => close(tx, task)));
    const opened = await Promise.all(moved.opened.filter(isForPerson).map((task) => open(tx, moved, task)));
    await tx.sql('inbox.title', 'UPDATE inbox_task SET title = $3, urgency = $4, secrecy = $5 WHERE company_id = $1 AND matter_id = $2 AND (title, urgency, secrecy) IS DISTINCT FROM ($3, $4, $5)', [
      tx.company, moved.matterId, moved.title, moved.urgency, moved.secrecy,
    ]);
    await tell(tx, moved, event.id);
    if (moved.operation === 'urge') await urged(tx, moved);
    await seen(tx, moved.service, event.position);
    const holders = [...closed, ...opened].filter((holder): holder is string => !!holder);
    await stir(tx, { people: [...new Set(holders)], matter: moved.matterId, service: moved.service, what: 'inbox' });
    await stir(tx, { people: [...new Set(moved.told.map((one) => one.personId))], matter: moved.matterId, service: moved.service, what: 'notice' });
  },
};

const isForPerson = (task: OpenedTask): boolean => task.kind !== 'await' && task.holderId !== 'system' && task.state !== 'waiting';
const isDoing = (task: OpenedTask): boolean => task.kind === 'do';

async function open(tx: Transaction, moved: MatterMoved, task: OpenedTask): Promise<string | undefined> {
  const [row] = await tx.sql<{ holder: string }>(
    'inbox.open',
    `WITH opened AS (
       INSERT INTO inbox_task (company_id, task_id, holder, matter_id, service, kind, step, task_kind, doing, title, serial, urgency, secrecy, applicant, department, opened_at, due_at, round, held)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
       ON CONFLICT (company_id, task_id) DO UPDATE SET held = EXCLUDED.held, due_at = EXCLUDED.due_at RETURNING holder, (xmax = 0) AS fresh),
     counted AS (
       INSERT INTO inbox_count AS c (company_id, holder, deciding, doing)
       SELECT $1, holder, CASE WHEN $9 THEN 0 ELSE 1 END, CASE WHEN $9 THEN 1 ELSE 0 END FROM opened WHERE fresh
       ON CONFLICT (company_id, holder) DO UPDATE SET deciding = c.deciding + EXCLUDED.deciding, doing = c.doing + EXCLUDED.doing)
     SELECT holder FROM opened`,
    [
      tx.company, task.taskId, task.holderId, moved.matterId, moved.service, moved.kind, task.step, task.kind, isDoing(task), moved.title, moved.serial, moved.urgency, moved.secrecy,
      moved.applicantId, moved.departmentId, task.openedAt, task.dueAt ?? null, task.round, task.state === 'held',
    ],
  );
  return row?.holder;
}

async function close(tx: Transaction, task: ClosedTask): Promise<string | undefined> {
  const [row] = await tx.sql<{ holder: string }>(
    'inbox.close',
    `WITH closed AS (DELETE FROM inbox_task WHERE company_id = $1 AND task_id = $2 RETURNING holder, doing),
     counted AS (
       UPDATE inbox_count c SET deciding = c.deciding - CASE WHEN closed.doing THEN 0 ELSE 1 END, doing = c.doing - CASE WHEN closed.doing THEN 1 ELSE 0 END
         FROM closed WHERE c.company_id = $1 AND c.holder = closed.holder)
     SELECT holder FROM closed`,
    [tx.company, task.taskId],
  );
  return row?.holder;
}

/** A notice's id follows from the event and the place in it, so that a second delivery writes nothing new. */
async function tell(tx: Transaction, moved: MatterMoved, eventId: string): Promise<void> {
  await Promise.all(
    moved.told.map((told, at) =>
      tx.sql(
        'notice.tell',
        `INSERT INTO notice (company_id, id, person, code, arguments, service, matter_id, kind, title, at)
         VALUES ($1, md5($2)::uuid, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
        [tx.company, `${eventId}/${at}`, told.personId, told.code, JSON.stringify(told.arguments), moved.service, moved.matterId, moved.kind, moved.title, moved.at],
      ),
    ),
  );
}

async function urged(tx: Transaction, moved: MatterMoved): Promise<void> {
  await tx.sql('inbox.urged', 'UPDATE inbox_task SET urged = urged + 1 WHERE company_id = $1 AND matter_id = $2 AND holder = ANY ($3::uuid[])', [
    tx.company, moved.matterId, moved.told.filter((told) => told.code === 'urged').map((told) => told.personId),
  ]);
}

/** PostgreSQL delivers it at commit, so whoever hears it reads what was written. */
async function stir(tx: Transaction, change: Stir): Promise<void> {
  if (change.people.length) await tx.sql('stir', `SELECT pg_notify('${CHANNEL}', $1)`, [JSON.stringify(change)]);
}

async function seen(tx: Transaction, service: string, position: number): Promise<void> {
  await tx.sql('inbox.seen', 'INSERT INTO seen_position AS s (service, position) VALUES ($1, $2) ON CONFLICT (service) DO UPDATE SET position = greatest(s.position, EXCLUDED.position)', [service, position]);
}

import type { Row } from '@chancery/domain';
import type { Fields, Matter, MatterState, Task, TaskKind, TaskState, Walk } from '../matter';
import { unpacked } from './packed';

/** A matter's row as the statements give it; tasks come with it or apart. */
export interface MatterRow extends Row {
  company_id: string;
  id: string;
  version: number;
  state: string;
  text_version: number;
  process_version: number;
  updated_at: Date;
  head: string;
  content_hash: string;
  walk: Buffer;
  kind: string;
  applicant: string;
  enterer: string;
  department: string;
  serial: string;
  title: string;
  created_at: Date;
  form: Fields;
}

/** A task as JSON gives it: times are text. */
export interface TaskRow {
  id: string;
  step: string;
  seat: number;
  kind: TaskKind;
  state: TaskState;
  round: number;
  holder: string | null;
  openedAt: string;
  dueAt: string | null;
  alarmAt: string | null;
}

const names = [
  'company_id', 'id', 'version', 'state', 'text_version', 'process_version', 'updated_at', 'content_hash', 'walk', 'kind',
  'applicant', 'enterer', 'department', 'serial', 'title', 'created_at', 'form',
];
/** The columns of a matter's row, from the table or an alias of it. */
export const columns = (from: string): string => `${names.map((name) => `${from}.${name}`).join(', ')}, encode(${from}.head, 'hex') AS head`;

/** Open tasks of one matter, as JSON, in the order in which they were opened. */
export const tasksOf = (company: string, matter: string): string => `
  (SELECT json_agg(json_build_object('id', t.id, 'step', t.step, 'seat', t.seat, 'kind', t.kind, 'state', t.state, 'round', t.round, 'holder', t.holder,
                                     'openedAt', t.opened_at, 'dueAt', t.due_at, 'alarmAt', t.alarm_at) ORDER BY t.opened_at, t.id)
     FROM approval.open_task t WHERE t.company_id = ${company} AND t.matter_id = ${matter})`;

function taskFrom(row: TaskRow): Task {
  const { holder, openedAt, dueAt, alarmAt, ...rest } = row;
  const due = { ...(dueAt ? { dueAt: new Date(dueAt) } : {}), ...(alarmAt ? { alarmAt: new Date(alarmAt) } : {}) };
  return { ...rest, holder: holder ?? 'system', openedAt: new Date(openedAt), ...due };
}

/** What a walk repeats of its own row. */
export const knownOf = (company: string, department: string, contentHash: string): string => `${contentHash}@${company}/${department}`;

export function matterFrom(row: MatterRow, tasks: TaskRow[] | null): Matter {
  return {
    id: row.id,
    company: row.company_id,
    kind: row.kind,
    processVersion: row.process_version,
    version: row.version,
    state: row.state as MatterState,
    title: row.title,
    applicant: row.applicant,
    enterer: row.enterer,
    department: row.department,
    textVersion: row.text_version,
    contentHash: row.content_hash,
    serial: row.serial,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    walk: JSON.parse(unpacked(row.walk, knownOf(row.company_id, row.department, row.content_hash))) as Walk,
    tasks: (tasks ?? []).map(taskFrom),
    form: row.form,
  };
}

import { actorId, type Actor, type Event } from '@chancery/domain';
import type { Fields, Matter, Task } from '../matter';
import type { Outcome } from '../walk/types';

/** Protobuf JSON leaves out what is empty. */
const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);
const stated = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));

const opened = (task: Task): Fields =>
  stated({
    taskId: task.id, holderId: task.holder, step: task.step, kind: task.kind, state: task.state, round: task.round,
    openedAt: task.openedAt.toISOString(), dueAt: task.dueAt?.toISOString() ?? '',
  });

/** Titles leave by the bus only where SEC-05 allows: public and internal ones. Others show kind and number until opened. */
const mayTravel = (secrecy: string): boolean => ['', 'public', 'internal'].includes(secrecy);

/** 待办变化 — the event of one command: what it opened and closed, ids and codes only (OP-019, SEC-05). */
export function movedEvent(service: string, outcome: Outcome, marks: { urgency?: string; secrecy?: string }, operation: string, actor: Actor): Event {
  const { matter } = outcome;
  const secrecy = marks.secrecy ?? '';
  const shown = { urgency: marks.urgency ?? '', secrecy, title: mayTravel(secrecy) ? matter.title : '' };
  return { type: 'chancery.approval.v1.MatterMoved', key: matter.id, value: valueOf(service, matter, outcome, shown, operation, actor) };
}

function valueOf(service: string, matter: Matter, outcome: Outcome, shown: Fields, operation: string, actor: Actor): Fields {
  return stated({
    companyId: matter.company, matterId: matter.id, version: matter.version, service, kind: matter.kind, state: matter.state, serial: matter.serial,
    applicantId: matter.applicant, departmentId: matter.department, operation, actorId: actorId(actor), at: matter.updatedAt.toISOString(), ...shown,
    opened: [...outcome.opened, ...outcome.changed].map(opened),
    closed: outcome.closed.map(({ task, reason }) => ({ taskId: task.id, reason, holderId: task.holder })),
    told: outcome.told.map((one) => ({ personId: one.person, code: one.code, arguments: one.arguments })),
  });
}

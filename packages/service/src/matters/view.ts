import type { Allowed, FactView, Fields, Matter, Step, Task, WayLine } from '@chancery/approval';
import type { Fact, Matter as MatterMessage, Operation, Task as TaskMessage, WayLine as LineMessage } from '@chancery/contracts/chancery/approval/v1/approval';
import type { Directory } from '@chancery/domain';
import { messageOf } from '../rpc/contract';
import { fieldsOf } from './fields';
import { labelOf, namesIn, personOf, type Language } from './names';
import { beginningOf, titleOf, verbOf } from './steps';

/** What a matter is shown with. */
export interface Shown {
  service: string;
  directory: Directory;
  language: Language;
  steps: Map<string, Step>;
  /** The one who looks. */
  person: string;
}

export function taskView(task: Task, matter: Matter, { directory, language, steps, person }: Shown): TaskMessage {
  const seat = (matter.walk as { seats?: Record<string, { value?: string }[]> }).seats?.[task.step]?.[task.seat];
  const awaited = seat?.value && (directory.companies.get(seat.value)?.[language === 'en' ? 'nameEn' : 'shortName'] ?? '');
  return {
    id: task.id,
    matterId: matter.id,
    step: task.step,
    title: labelOf(titleOf(task.step, steps)),
    kind: task.kind,
    state: task.state,
    round: task.round,
    holder: personOf(task.holder, matter.company, directory, language),
    openedAt: task.openedAt,
    dueAt: task.dueAt,
    mine: task.holder === person,
    awaiting: awaited || '',
  };
}

function operationView(one: Allowed, { steps }: Shown): Operation {
  const step = steps.get(one.step ?? '');
  return {
    name: one.operation,
    taskId: one.task ?? '',
    verb: labelOf(verbOf(one.operation, step)),
    opinionRequired: one.opinionRequired,
    targets: one.targets.map((target) => ({ step: target, title: labelOf(titleOf(target, steps)) })),
    ways: one.ways,
    entry: step?.entry && (one.operation === 'agree' || one.operation === 'done') ? fieldsOf(messageOf(step.entry)) : [],
    irreversible: one.irreversible,
  };
}

const factView = (fact: FactView): Fact => ({ name: fact.name, label: labelOf(fact.label), value: fact.value ?? '', file: fact.file && { ...fact.file }, at: fact.at });

/** 事项 — as its page shows it to one person: with names, with exactly the operations that the person has now. */
export function matterView(matter: Matter, shown: Shown, more: { may?: Allowed[]; facts?: FactView[]; position?: number; marks?: { urgency?: string; secrecy?: string } } = {}): MatterMessage {
  const { directory, language } = shown;
  const rows = Object.values((matter.walk as { rows?: Record<string, string> }).rows ?? {});
  return {
    id: matter.id,
    companyId: matter.company,
    service: shown.service,
    kind: matter.kind,
    version: matter.version,
    state: matter.state,
    title: matter.title,
    processVersion: matter.processVersion,
    applicant: personOf(matter.applicant, matter.company, directory, language),
    enterer: personOf(matter.enterer, matter.company, directory, language),
    departmentId: matter.department,
    createdAt: matter.createdAt,
    updatedAt: matter.updatedAt,
    form: matter.form,
    text: { number: matter.textVersion, contentHash: matter.contentHash, frozenAt: undefined, by: undefined, form: undefined },
    tasks: matter.tasks.map((task) => taskView(task, matter, shown)),
    may: (more.may ?? []).map((one) => operationView(one, shown)),
    facts: (more.facts ?? []).map(factView),
    serial: matter.serial,
    urgency: more.marks?.urgency ?? '',
    secrecy: more.marks?.secrecy ?? '',
    position: more.position ?? 0,
    why: undefined,
    matrixRow: rows.join(', '),
    names: [...namesIn([matter.form, (matter.walk as { entries?: Fields }).entries, matter.department], directory).values()],
  };
}

/** A line of the way, with names; `undone`: its round was sent back, its opinion stands under it. */
export function lineView(line: WayLine, matter: Matter, shown: Shown, lay: number): LineMessage {
  const { directory, language, steps } = shown;
  const rounds = matter.walk.rounds;
  const seat = line.step !== undefined && line.seat !== undefined ? (matter.walk as { seats?: Record<string, { key?: string }[]> }).seats?.[line.step]?.[line.seat]?.key : undefined;
  const department = directory.departments.get(/[0-9a-f-]{36}$/.exec(seat ?? '')?.[0] ?? '');
  return {
    no: line.no,
    at: new Date(line.at),
    operation: line.operation,
    step: line.step ?? '',
    title: labelOf(line.step ? titleOf(line.step, steps) : line.operation === 'open' ? beginningOf(line.actor) : verbOf(line.operation, undefined)),
    round: line.round ?? 0,
    actor: personOf(line.actor, matter.company, directory, language),
    forWhom: line.forWhom ? personOf(line.forWhom, matter.company, directory, language) : undefined,
    opinion: line.opinion ?? '',
    textVersion: line.textVersion,
    fromState: line.from,
    toState: line.to,
    target: line.target ?? '',
    way: line.way ?? '',
    laySeconds: lay,
    entry: line.entry,
    undone: line.step !== undefined && (rounds[line.step] ?? 0) > (line.round ?? 0),
    marks: line.marks ?? [],
    seat: (language === 'en' ? department?.nameEn : department?.name) ?? '',
  };
}

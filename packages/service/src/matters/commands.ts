import type { Command, Fields, Kind } from '@chancery/approval';
import type { ActRequest, ChangeDraftRequest, Matter, OperateRequest } from '@chancery/contracts/chancery/approval/v1/approval';
import { Refusal } from '@chancery/domain';
import { toJson } from '@bufbuild/protobuf';
import { descriptors } from '@chancery/contracts';
import { messageOf } from '../rpc/contract';
import type { Caller } from '../rpc/caller';
import { readJson } from '../rpc/validation';
import { readForm } from './kinds';
import { shownTo, wholeView, type Office } from './office';
import { stepsOf } from './steps';
import { matterView } from './view';

const noKey = (): Refusal => new Refusal('invalid', 'key-missing', { zh: '缺少请求编号（Idempotency-Key）', en: 'The request has no key (Idempotency-Key)' });
const keyOf = (caller: Caller): string => {
  if (!caller.key) throw noKey();
  return caller.key;
};

/** Operations of the platform itself, and those that have an address of their own: nobody names them in a path. */
const notByName = new Set(['arrive', 'fire', 'change', 'open']);
function named(operation: string): string {
  if (notByName.has(operation)) throw new Refusal('missing', 'unknown-operation', { zh: '没有这个操作', en: 'There is no such operation' });
  return operation;
}

/** 新建 — the engine serves the kind: a draft, or submitted at once. */
export async function openKind(office: Office, caller: Caller, kind: string, request: { form?: unknown; submit?: boolean }): Promise<Matter> {
  const { company, actor } = caller;
  const submit = request.submit === true;
  const form = readForm(messageOf(office.kinds.get(kind)!.form), request.form, !submit);
  const answer = await office.engine.open({ company, actor, key: keyOf(caller), kind, form, submit });
  return wholeView(office, caller, answer.matter.id, answer.position);
}

export async function changeDraft(office: Office, caller: Caller, request: ChangeDraftRequest): Promise<Matter> {
  const { company, actor } = caller;
  const { matter } = await office.engine.get({ company, actor, matter: request.matterId });
  const form = readForm(messageOf(office.kinds.get(matter.kind)!.form), request.form, true);
  const answer = await office.engine.changeDraft({ company, actor, key: keyOf(caller), matter: request.matterId, form, ...(request.version ? { version: request.version } : {}) });
  return wholeView(office, caller, request.matterId, answer.position);
}

/** Operations on the matter. `resubmit` sends what was saved by `changeDraft`. */
export async function operate(office: Office, caller: Caller, request: OperateRequest): Promise<Matter> {
  const command: Command = {
    operation: named(request.operation), actor: caller.actor, key: keyOf(caller),
    ...(request.reason ? { opinion: request.reason } : {}), ...(request.version ? { matterVersion: request.version } : {}), ...(request.taskId ? { task: request.taskId } : {}),
  };
  const answer = await office.engine.command(caller.company, request.matterId, command);
  return wholeView(office, caller, (answer.copy ?? answer.matter).id, answer.position);
}

/** The entry as it is stored: read strictly by the step's message. */
function entryOf(entry: Fields | undefined, name: string | undefined): Fields | undefined {
  if (!entry || !Object.keys(entry).length) return undefined;
  if (!name) throw new Refusal('invalid', 'unknown-field', { zh: '此环节不需填写内容', en: 'Nothing is stated at this step' });
  const schema = messageOf(name);
  return toJson(schema, readJson(schema, entry), { registry: descriptors() }) as Fields;
}

/** What is stated, as it is stored. Only then is the task looked up: a plain decision has nothing to read before it. */
async function statedEntry(office: Office, caller: Caller, request: ActRequest): Promise<Fields | undefined> {
  const entry = request.entry as Fields | undefined;
  if (!entry || !Object.keys(entry).length) return undefined;
  const { matter } = await office.engine.get({ company: caller.company, actor: caller.actor, matter: request.matterId });
  const task = matter.tasks.find((one) => one.id === request.taskId);
  // Of a task that is closed the engine says who was first, not that its entry is wrong.
  return task ? entryOf(entry, stepsOf(office.engine.processOf(matter)).get(task.step)?.entry) : entry;
}

/**
 * Operations on one task. The answer is the decision's own: state, next tasks, position. What may be done now and what registers know is
 * asked by `GetMatter`, so that a decision costs its own transaction and no other (architecture §5).
 */
export async function act(office: Office, caller: Caller, request: ActRequest): Promise<Matter> {
  const entry = await statedEntry(office, caller, request);
  const command: Command = {
    operation: named(request.operation), actor: caller.actor, key: keyOf(caller), task: request.taskId, textVersion: request.textVersion,
    ...(request.opinion ? { opinion: request.opinion } : {}), ...(entry ? { entry } : {}), ...(request.target ? { target: request.target } : {}),
    ...(request.way === 'whole' || request.way === 'straight' ? { way: request.way } : {}), ...(request.personId ? { person: request.personId } : {}),
  };
  const { matter, position } = await office.engine.command(caller.company, request.matterId, command);
  return matterView(matter, shownTo(office, caller, matter), { position, marks: (office.kinds.get(matter.kind) as unknown as Kind).marks?.(matter.form) });
}

import { workingCalendar, type Ahead, type Kind, type Matter, type WayLine } from '@chancery/approval';
import type { AheadStep, GetWayRequest, ListKindsResponse, ListMattersRequest, ListMattersResponse, ListVersionsRequest, ListVersionsResponse, Way } from '@chancery/contracts/chancery/approval/v1/approval';
import { actorId } from '@chancery/domain';
import { messageOf } from '../rpc/contract';
import type { Caller } from '../rpc/caller';
import { fieldsOf } from './fields';
import { labelOf, personOf } from './names';
import { shownTo, type Office } from './office';
import { stepsOf, titleOf, verbOf } from './steps';
import { lineView, matterView, taskView, type Shown } from './view';

const calendar = workingCalendar();

/** Working time that each acted-on task lay: from its opening line to the line that acted (APR-15). */
function laid(lines: WayLine[]): Map<number, number> {
  const opened = new Map<string, Date>();
  const found = new Map<number, number>();
  for (const line of lines) {
    const from = line.task && opened.get(line.task);
    if (from) found.set(line.no, calendar.seconds(from, new Date(line.at)));
    for (const one of line.opened) opened.set(one.task, new Date(line.at));
  }
  return found;
}

function aheadView(one: Ahead, matter: Matter, { directory, language, steps }: Shown): AheadStep {
  const step = steps.get(one.step);
  return {
    step: one.step,
    title: labelOf(titleOf(one.step, steps)),
    kind: step?.type ?? '',
    people: one.people.map((id) => personOf(id, matter.company, directory, language)),
    uncertain: one.uncertain ?? '',
    why: undefined,
    effectPoint: one.effectPoint,
    irreversible: step?.type === 'do' && step.irreversible === true,
  };
}

/** 过程 — steps taken, opinions, where it stands and with whom, what comes next with names (APR-15). */
export async function getWay(office: Office, caller: Caller, request: GetWayRequest): Promise<Way> {
  const { matter, lines, ahead } = await office.engine.way({ company: caller.company, actor: caller.actor, matter: request.matterId });
  const shown = shownTo(office, caller, matter);
  const lay = laid(lines);
  return {
    lines: lines.map((line) => lineView(line, matter, shown, lay.get(line.no) ?? 0)),
    open: matter.tasks.map((task) => taskView(task, matter, shown)),
    ahead: ahead.map((one) => aheadView(one, matter, shown)),
  };
}

export async function listVersions(office: Office, caller: Caller, request: ListVersionsRequest): Promise<ListVersionsResponse> {
  const found = await office.engine.versions({ company: caller.company, actor: caller.actor, matter: request.matterId });
  const directory = office.directory();
  return {
    versions: found.map((one) => ({ number: one.number, contentHash: one.contentHash, frozenAt: one.frozenAt, by: personOf(one.by, caller.company, directory, caller.language), form: one.form })),
  };
}

export async function listMatters(office: Office, caller: Caller, request: ListMattersRequest): Promise<ListMattersResponse> {
  const list = request.list as 'open' | 'started' | 'done' | 'drafts' | 'seen';
  const { lines, next } = await office.engine.list({ company: caller.company, actor: caller.actor, list, kind: request.kind, state: request.state, pageSize: request.pageSize || 50, ...(request.after ? { after: request.after } : {}) });
  const matters = lines.map((matter) => matterView(matter, shownTo(office, caller, matter), { marks: (office.kinds.get(matter.kind) as unknown as Kind | undefined)?.marks?.(matter.form) }));
  return { matters, next: next ?? '' };
}

/** 事项种类 — kinds, forms, steps with the handbook's fields: what the portal draws from. */
export async function listKinds(office: Office, caller: Caller): Promise<ListKindsResponse> {
  const directory = office.directory();
  const person = actorId(caller.actor);
  const posts = directory.posts(person, caller.company);
  return {
    kinds: [...office.kinds.values()].map((kind) => {
      const process = office.engine.inForce(caller.company, kind.kind);
      const entries = (entry: string | undefined) => (entry ? fieldsOf(messageOf(entry)) : []);
      return {
        kind: kind.kind,
        title: labelOf(kind.title),
        serial: labelOf(kind.serial),
        processVersion: process.version,
        form: fieldsOf(messageOf(kind.form)),
        steps: [...stepsOf(process).values()].map((step) => ({
          step: step.id, title: labelOf(step.title), verb: labelOf(verbOf(step.type === 'do' ? 'done' : 'agree', step)), kind: step.type, irreversible: step.type === 'do' && step.irreversible === true, entry: entries(step.entry),
        })),
        mayOpen: directory.belongs(person, caller.company) && (!kind.mayOpen || kind.mayOpen.some((post) => posts.includes(post))),
        byEvent: kind.mayOpen?.length === 0,
        handbook: process.handbook as Record<string, unknown> | undefined,
      };
    }),
  };
}

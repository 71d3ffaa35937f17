import type { Kind, Matter, Step, StoredEngine } from '@chancery/approval';
import type { Matter as MatterMessage } from '@chancery/contracts/chancery/approval/v1/approval';
import { actorId, type Directory } from '@chancery/domain';
import type { Database } from '../company';
import type { Caller } from '../rpc/caller';
import { stepsOf } from './steps';
import { matterView, type Shown } from './view';
import { whyOf } from './why';

export type AnyKind = Kind<never, never>;

/** What the calls on matters stand on, the same in every service. */
export interface Office {
  service: string;
  kinds: Map<string, AnyKind>;
  engine: StoredEngine;
  database: Database;
  directory(): Directory;
}

export function shownTo(office: Office, caller: Caller, matter: Matter): Shown {
  const steps: Map<string, Step> = stepsOf(office.engine.processOf(matter));
  return { service: office.service, directory: office.directory(), language: caller.language, steps, person: actorId(caller.actor) };
}

/** 事项页 — one matter whole, for the one who asks: what may be done now, what registers know, why it lies here. */
export async function wholeView(office: Office, caller: Caller, id: string, position = 0): Promise<MatterMessage> {
  const { company, actor } = caller;
  const { matter, may } = await office.engine.get({ company, actor, matter: id });
  const kind = office.kinds.get(matter.kind) as unknown as Kind;
  const facts = kind.facts ? await office.database.inCompany({ company, actor }, (tx) => tx.prisma((db) => kind.facts!(db, matter))) : [];
  const shown = shownTo(office, caller, matter);
  const view = matterView(matter, shown, { may, facts, position, marks: kind.marks?.(matter.form) });
  view.why = whyOf(matter, shown.person, shown.steps, kind.matrix);
  return view;
}

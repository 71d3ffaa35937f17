import { demoCompany, demoPerson } from '@chancery/embedded';
import { person, system, type Directory } from '@chancery/domain';
import type { TestDatabase } from '@chancery/testing';
import { randomUUID } from 'node:crypto';
import { matterMoved } from '../src/listens/matter-moved';

/** A matter of a service, as its events tell of it. */
export interface ToldMatter {
  matterId: string;
  companyId: string;
  version: number;
}

let position = 0;

export const matterOf = (company: string): ToldMatter => ({ matterId: randomUUID(), companyId: demoCompany(company), version: 0 });

/** One opened task, to be told: holder by user name. */
export const opened = (holder: string, more: object = {}) => ({
  taskId: randomUUID(),
  holderId: demoPerson(holder),
  step: 'review',
  kind: 'decide',
  state: 'open',
  round: 1,
  openedAt: new Date().toISOString(),
  ...more,
});

/** Tells the workbench of one command, as the kit's consumer does: in a transaction of the matter's company. Answers the position. */
export async function tell(db: TestDatabase, directory: Directory, matter: ToldMatter, more: object, id: string = randomUUID()): Promise<number> {
  matter.version += 1;
  position += 1;
  const value = {
    ...matter,
    service: 'docs',
    kind: 'outgoing-document',
    state: 'running',
    title: '关于元旦值班安排的通知',
    serial: '发文 2026-0001',
    applicantId: demoPerson('sunlei'),
    departmentId: '',
    urgency: 'normal',
    secrecy: 'internal',
    operation: 'agree',
    actorId: demoPerson('sunlei'),
    at: new Date().toISOString(),
    ...more,
  };
  const event = {
    id,
    topic: 'chancery.docs.events',
    source: 'docs',
    type: 'chancery.approval.v1.MatterMoved',
    key: matter.matterId,
    value,
    position,
  };
  const heard = (tx: unknown) => ({ event, tx, directory, db: () => Promise.reject(new Error('the workbench has no models')) }) as never;
  await db.inCompany({ company: matterMoved.company(value), actor: system('event') }, (tx) => matterMoved.hear(heard(tx)));
  return position;
}

/** A call of a personal route, as the rpc edge makes it. */
export const call = (db: TestDatabase, directory: Directory, username: string, request: object, more: object = {}): never =>
  ({
    request,
    directory,
    language: 'zh',
    company: '',
    actor: person(demoPerson(username)),
    asPerson: (work: Parameters<TestDatabase['asPerson']>[1]) => db.asPerson(demoPerson(username), work),
    ...more,
  }) as never;

import type { Answer, Engine } from '../engine';
import type { Opening } from '../kind';
import type { Command, Matter } from '../matter';
import type { ProcessDefinition } from '../process';
import type { Transaction } from '@chancery/domain';
import { decide } from './decide';
import { Desk } from './desk';
import { openArrived, openNew, type Open } from './open';
import type { EngineOptions } from './options';
import { getMatter, getVersions, getWay, listMatters } from './reading';
import { takeTimer, type DueTimer } from './timers';

/** The engine over PostgreSQL, with what only the kit calls. */
export interface StoredEngine extends Engine {
  open(input: Open): Promise<Answer>;
  /** Opens by event or timer; a second call with the key answers the first one's matter, `repeated` (OP-841). */
  openByEvent(kind: string, opening: Opening, key: string, event?: Command['event']): Promise<Answer>;
  /** Publishes a version of a process, the group's or a company's own (APR-01). */
  publish(kind: string, process: ProcessDefinition, company?: string): Promise<void>;
  /** The version that the matter walks: its own, or the one in force while it is a draft. */
  processOf(matter: Matter): ProcessDefinition;
  inForce(company: string, kind: string): ProcessDefinition;
  /** Runs what a timer of its own starts; nothing when it was fired or cancelled meanwhile (OP-016). */
  fireTimer(timer: DueTimer): Promise<void>;
  /** May the person see one of these matters of the transaction's company: the one rule, for files (ORG-09). */
  sees(tx: Transaction, matters: string[], person: string): Promise<boolean>;
}

/**
 * Builds the engine and makes the kinds' process versions known in the database.
 *
 * @example const engine = await createEngine({ service: 'docs', kinds, inCompany, directory }); await engine.command(company, matter, command);
 */
export async function createEngine(options: EngineOptions): Promise<StoredEngine> {
  const desk = new Desk(options);
  await desk.processes.load();
  return {
    // The office is the applicant of what the platform opens (APR-23).
    open: (input) => {
      if (input.actor.type === 'person') return openNew(desk, input);
      const { company, form, department, kind, key } = input;
      return openArrived(desk, kind, { company, applicant: 'office', form, ...(department ? { department } : {}) }, key);
    },
    openByEvent: (kind, opening, key, event) => openArrived(desk, kind, opening, key, event),
    changeDraft: ({ company, actor, key, matter, form, version }) =>
      decide(desk, company, matter, { operation: 'change', actor, key, form, ...(version ? { matterVersion: version } : {}) }),
    command: (company, matter, command) => decide(desk, company, matter, command),
    get: (input) => getMatter(desk, input),
    way: (input) => getWay(desk, input),
    versions: (input) => getVersions(desk, input),
    list: (input) => listMatters(desk, input),
    processOf: (matter) => desk.processOf(matter),
    inForce: (company, kind) => desk.processes.inForce(company, kind),
    publish: (kind, process, company) => desk.processes.publish(company, kind, process),
    fireTimer: (timer) =>
      options.inCompany({ company: timer.company, actor: { type: 'system', because: 'clock' } }, async (tx) => {
        const handle = options.timers?.[timer.type];
        if (!handle) throw new Error(`nobody handles timers of type ${timer.type}`);
        const taken = await takeTimer(tx, timer);
        if (taken) await handle({ tx, company: timer.company, key: timer.key, ...taken });
      }),
    sees: async (tx, matters, person) => {
      for (const matter of matters)
        if (await desk.read(tx, { type: 'person', id: person }, matter).then(() => true, () => false)) return true;
      return false;
    },
  };
}

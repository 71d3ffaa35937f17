import { system, type Transaction } from '@chancery/domain';
import type { Kind } from '../kind';
import { checkProcess } from '../kind';
import type { ProcessDefinition } from '../process';
import { canonical } from '../store/key';
import type { RunInCompany } from './options';

/** Company of the rows that belong to the whole group. */
const GROUP = '00000000-0000-0000-0000-000000000000';
/** How long a replica goes without asking what others have published. */
const LOOK_EVERY = 5_000;

/** Versions of one kind's process: the group's and those of companies (APR-01). */
export interface Processes {
  /** The version that a submission begins on: the company's own newest, else the group's. */
  inForce(company: string, kind: string): ProcessDefinition;
  /** The version that a running matter stays on. */
  version(company: string, kind: string, version: number): ProcessDefinition;
  /** @throws Error for a number that is not higher than those before it, and what `checkProcess` finds. */
  publish(company: string | undefined, kind: string, process: ProcessDefinition): Promise<void>;
  /** Writes the kinds' own versions as the group's, and what each effect requires; reads what is published. */
  load(): Promise<void>;
  /** Reads what other replicas have published for the transaction's company, from time to time. */
  look(tx: Transaction): Promise<void>;
}

interface Published extends Record<string, unknown> {
  company_id: string;
  kind: string;
  definition: ProcessDefinition;
}

const insert = 'INSERT INTO approval.process_version (company_id, kind, version, definition) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING';
const require = `INSERT INTO approval.effect_requirement AS e (kind, step, required) VALUES ($1, $2, $3)
  ON CONFLICT (kind, step) DO UPDATE SET required = EXCLUDED.required WHERE e.required <> EXCLUDED.required`;

/** 流程版本 — kept as data; a version is only ever added. What the code brings is the group's default until a company publishes its own. */
export function processVersions(kinds: Map<string, Kind>, inCompany: RunInCompany): Processes {
  const known = new Map<string, ProcessDefinition>();
  const newest = new Map<string, number>();
  const looked = new Map<string, number>();
  const place = (company: string, kind: string): string => `${company}/${kind}`;
  const newestOf = (company: string, kind: string): number => newest.get(place(company, kind)) ?? 0;
  const keep = (company: string, kind: string, process: ProcessDefinition): void => {
    known.set(`${place(company, kind)}/${process.version}`, process);
    newest.set(place(company, kind), Math.max(newestOf(company, kind), process.version));
  };

  const add = (tx: Transaction, company: string, kind: string, process: ProcessDefinition): Promise<unknown> =>
    tx.sql('process.add', insert, [company, kind, process.version, JSON.stringify(process)]);
  const read = async (tx: Transaction): Promise<void> => {
    const rows = await tx.sql<Published>('process.all', 'SELECT company_id, kind, definition FROM approval.process_version', []);
    for (const row of rows) if (kinds.has(row.kind)) keep(row.company_id, row.kind, row.definition);
    looked.set(tx.company, Date.now());
  };
  const version: Processes['version'] = (company, kind, number) => {
    const found = known.get(`${place(company, kind)}/${number}`) ?? known.get(`${place(GROUP, kind)}/${number}`);
    if (!found) throw new Error(`kind ${kind} has no process version ${number}`);
    return found;
  };

  return {
    version,
    inForce: (company, kind) => version(company, kind, newestOf(company, kind) || newestOf(GROUP, kind)),
    async publish(company = GROUP, kind, process) {
      checkProcess(process, kinds.get(kind)!);
      await inCompany({ company, actor: system('job') }, async (tx) => {
        await read(tx);
        // A company's own stands above every number of the group's that its matters may be on.
        if (process.version <= Math.max(newestOf(company, kind), newestOf(GROUP, kind))) throw new Error(`kind ${kind}: version ${process.version} is not a new one`);
        await add(tx, company, kind, process);
      });
      keep(company, kind, process);
    },
    async load() {
      await inCompany({ company: GROUP, actor: system('job') }, async (tx) => {
        for (const kind of kinds.values()) {
          await add(tx, GROUP, kind.kind, kind.process);
          // An effect that is also exempt has its deciders only where the way has them: that the walk alone can judge.
          for (const [step, required] of Object.entries(kind.requires).filter(([one]) => !kind.exempt?.includes(one))) await tx.sql('requirement', require, [kind.kind, step, required]);
        }
        await read(tx);
      });
      for (const { kind, process } of kinds.values())
        if (canonical(version(GROUP, kind, process.version)) !== canonical(JSON.parse(JSON.stringify(process))))
          throw new Error(`kind ${kind}: its process was changed without a new version; matters are on version ${process.version} as it was (APR-01)`);
    },
    look: async (tx) => {
      if (Date.now() - (looked.get(tx.company) ?? 0) > LOOK_EVERY) await read(tx);
    },
  };
}

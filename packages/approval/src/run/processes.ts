import { system, type Transaction } from '@chancery/domain';
import type { Kind } from '../kind';
import { checkProcess } from '../kind';
import type { ProcessDefinition } from '../process';
import type { RunInCompany } from './options';

/** Company of the rows that belong to the whole group. */
const GROUP = '00000000-0000-0000-0000-000000000000';

/** Versions of one kind's process: the group's and those of companies (APR-01). */
export interface Processes {
  /** The version that a submission begins on: the company's own newest, else the group's. */
  inForce(company: string, kind: string): ProcessDefinition;
  /** The version that a running matter stays on. */
  version(company: string, kind: string, version: number): ProcessDefinition;
  publish(company: string | undefined, kind: string, process: ProcessDefinition): Promise<void>;
  /** Reads what is published; writes the kinds' own versions as the group's, and what each effect requires. */
  load(): Promise<void>;
}

/** 流程版本 — kept as data; a version is only ever added. What the code brings is the group's default until a company publishes its own. */
export function processVersions(kinds: Map<string, Kind>, inCompany: RunInCompany): Processes {
  const known = new Map<string, ProcessDefinition>();
  const newest = new Map<string, number>();
  const place = (company: string, kind: string): string => `${company}/${kind}`;
  const keep = (company: string, kind: string, process: ProcessDefinition): void => {
    known.set(`${place(company, kind)}/${process.version}`, process);
    newest.set(place(company, kind), Math.max(newest.get(place(company, kind)) ?? 0, process.version));
  };
  for (const kind of kinds.values()) keep(GROUP, kind.kind, kind.process);

  const add = (tx: Transaction, company: string, kind: string, process: ProcessDefinition): Promise<unknown> =>
    tx.sql('process.add', 'INSERT INTO approval.process_version (company_id, kind, version, definition) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [company, kind, process.version, JSON.stringify(process)]);

  const version: Processes['version'] = (company, kind, number) => {
    const found = known.get(`${place(company, kind)}/${number}`) ?? known.get(`${place(GROUP, kind)}/${number}`);
    if (!found) throw new Error(`kind ${kind} has no process version ${number}`);
    return found;
  };
  return {
    version,
    inForce: (company, kind) => version(company, kind, newest.get(place(company, kind)) ?? newest.get(place(GROUP, kind)) ?? 0),
    async publish(company = GROUP, kind, process) {
      checkProcess(process, kinds.get(kind)!);
      await inCompany({ company, actor: system('job') }, (tx) => add(tx, company, kind, process));
      keep(company, kind, process);
    },
    async load() {
      await inCompany({ company: GROUP, actor: system('job') }, async (tx) => {
        for (const kind of kinds.values()) {
          await add(tx, GROUP, kind.kind, kind.process);
          for (const [step, required] of Object.entries(kind.requires))
            await tx.sql('requirement', 'INSERT INTO approval.effect_requirement (kind, step, required) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [kind.kind, step, required]);
        }
        const rows = await tx.sql<{ company_id: string; kind: string; definition: ProcessDefinition }>('process.all', 'SELECT company_id, kind, definition FROM approval.process_version', []);
        for (const row of rows) if (kinds.has(row.kind)) keep(row.company_id, row.kind, row.definition);
      });
    },
  };
}

import type { EffectContext, Fields } from '@chancery/approval';
import { HandleEntry, IncomingDocumentForm, InstructEntry, ProposeEntry, RegisterEntry } from '@chancery/contracts/chancery/docs/v1/incoming_document';
import { check } from '@chancery/domain';
import type { Db } from '../../database';
import { duplicatesOf, serialText } from '../../registers/incoming-documents';
import {
  departmentsAreTheCompanys, duplicateIsSeen, handlingIsReported, instructionNamesDepartmentAndDate, ordinaryGoesToADepartment, proposalSaysHow, readersAreOfTheCompany,
} from '../../rules/incoming-documents';

export type Context = EffectContext<Fields, Db>;

/** Departments that handle it: those of the instruction, else those proposed; the first is the lead (DIN-03). */
export function handlingDepartments(entries: Record<string, Fields>): string[] {
  const instructed = InstructEntry.fromJSON(entries['instruct'] ?? {}).departments;
  return instructed.length ? instructed : ProposeEntry.fromJSON(entries['propose'] ?? {}).departments;
}

/** Day until which it is to be handled: that of the instruction, else the proposed one; empty: none. */
export function handlingDue(entries: Record<string, Fields>): string {
  return InstructEntry.fromJSON(entries['instruct'] ?? {}).due?.value || ProposeEntry.fromJSON(entries['propose'] ?? {}).due?.value || '';
}

/** Lines already registered with this sender and number (DIN-09). */
export async function duplicates({ db, matter }: Context) {
  const { sender, documentNumber } = IncomingDocumentForm.fromJSON(matter.form);
  return duplicatesOf(db, matter.company, { sender, documentNumber, except: matter.id });
}

function departmentsOf({ directory, matter }: Context): string[] {
  return [...directory.departments.values()].filter((one) => one.companyId === matter.company).map((one) => one.id);
}

/** What is stated at a step is refused before the walk moves. */
export const checkEntry: Record<string, (context: Context) => Promise<void>> = {
  async register(context) {
    const found = await duplicates(context);
    check(duplicateIsSeen, { found, seen: RegisterEntry.fromJSON(context.entry).duplicateSeen }, { serial: found.map(serialText).join('、') });
  },
  async propose(context) {
    const { importance, departments } = ProposeEntry.fromJSON(context.entry);
    const own = departmentsOf(context);
    check(proposalSaysHow, { importance, departments, own });
    check(ordinaryGoesToADepartment, { importance, departments, own });
    check(departmentsAreTheCompanys, { departments, own });
  },
  async instruct(context) {
    const stated = { ...context.matter.walk.entries, instruct: context.entry };
    const departments = handlingDepartments(stated);
    check(instructionNamesDepartmentAndDate, { departments, due: handlingDue(stated) });
    check(departmentsAreTheCompanys, { departments, own: departmentsOf(context) });
    const { readers } = InstructEntry.fromJSON(context.entry);
    check(readersAreOfTheCompany, readers.map((reader) => ({ belongs: context.directory.belongs(reader, context.matter.company) })));
  },
  async handle(context) {
    check(handlingIsReported, HandleEntry.fromJSON(context.entry).result);
  },
};

import type { Effect, Fields, Walk } from '@chancery/approval';
import { DocumentReceived } from '@chancery/contracts/chancery/docs/v1/events';
import { HandleEntry, IncomingDocumentForm, InstructEntry } from '@chancery/contracts/chancery/docs/v1/incoming_document';
import { actorId } from '@chancery/domain';
import type { Db } from '../../database';
import { asDate, dayOf } from '../../days';
import { closeLine, noteHandling, registerLine } from '../../registers/incoming-documents';
import { duplicates, handlingDepartments, handlingDue } from './entries';

/** 收文 — what signing for, registering, handling and closing do. */
export const effects: Record<string, Effect<Fields, Db>> = {
  /** The sender hears who has signed and when (DIN-07). */
  async receive({ matter, actor, at }) {
    const { senderMatterId, senderCompanyId } = IncomingDocumentForm.fromJSON(matter.form);
    const value = DocumentReceived.fromPartial({
      matterId: senderMatterId,
      companyId: senderCompanyId,
      addresseeCompanyId: matter.company,
      receivedBy: actorId(actor),
      receivedAt: at,
    });
    return { events: [{ type: 'chancery.docs.v1.DocumentReceived', key: senderMatterId, value: DocumentReceived.toJSON(value) }] };
  },

  async register(context) {
    const { db, tx, matter, actor, at } = context;
    const form = IncomingDocumentForm.fromJSON(matter.form);
    const receivedOn = form.receivedOn?.value || dayOf(at);
    await registerLine(db, tx, {
      matterId: matter.id,
      year: Number(dayOf(at).slice(0, 4)),
      receivedOn: asDate(receivedOn),
      sender: form.sender,
      senderCompanyId: form.senderCompanyId || null,
      relation: form.relation,
      documentNumber: form.documentNumber,
      title: form.title,
      documentKind: form.documentKind,
      secrecy: form.secrecy,
      urgency: form.urgency,
      copies: form.copies,
      pages: form.pages,
      scans: form.scans.length,
      duplicate: (await duplicates(context)).length > 0,
      registeredAt: at,
      registeredBy: actorId(actor),
    });
  },

  /** Others get it for reading (DIN-03). */
  async instruct({ entry }) {
    return { readers: InstructEntry.fromJSON(entry).readers };
  },

  /** One line for each department of the seat: one head may answer for several. */
  async handle({ db, matter, entry, actor, at, seat, round }) {
    const departments = handlingDepartments(matter.walk.entries);
    const due = handlingDue(matter.walk.entries);
    for (const departmentId of departmentsOfSeat(matter.walk, seat, departments))
      await noteHandling(db, matter.company, {
        matterId: matter.id,
        round,
        departmentId,
        lead: departmentId === departments[0],
        dueOn: due ? asDate(due) : null,
        result: HandleEntry.fromJSON(entry).result,
        doneAt: at,
        doneBy: actorId(actor),
      });
  },

  async supervise({ db, matter, at, passed }) {
    if (passed) await closeLine(db, matter.company, matter.id, at);
  },
};

/** A seat's keys end with its department; merged seats (OP-723) carry the keys of all. */
function departmentsOfSeat(walk: Walk, seat: number, departments: string[]): string[] {
  const seats = (walk['seats'] ?? {}) as Record<string, { key?: string; also?: string[] }[]>;
  const here = seats['handle']?.[seat];
  const keys = [here?.key ?? '', ...(here?.also ?? [])];
  const named = departments.filter((department) => keys.some((key) => key.endsWith(`/${department}`)));
  return named.length ? named : departments.slice(seat, seat + 1);
}

import type { FindDuplicatesRequest, FindDuplicatesResponse } from '@chancery/contracts/chancery/docs/v1/documents';
import { registerSight } from '@chancery/registers';
import type { Handler } from '@chancery/service';
import type { Db } from '../database';
import { asDay } from '../days';
import { duplicatesOf, incomingDocuments, serialText } from '../registers/incoming-documents';
import { scopes } from '../scopes';

/** 查重 — lines with the same sender and number, for those who see the register (DIN-09). */
export const findDuplicates: Handler<FindDuplicatesRequest, FindDuplicatesResponse> = async ({ request, company, actor, directory, inCompany }) => {
  const sight = registerSight(incomingDocuments, { person: actor.type === 'person' ? actor.id : '', company, directory, scopes });
  if (!sight.all) return { duplicates: [] };
  const lines = await inCompany((tx) => tx.prisma((db: Db) => duplicatesOf(db, company, request)));
  return {
    duplicates: lines
      .filter((line) => sight.levels?.includes(line.secrecy) ?? true)
      .map((line) => ({ matterId: line.matterId, serial: serialText(line), title: line.title, receivedOn: { value: asDay(line.receivedOn) } })),
  };
};

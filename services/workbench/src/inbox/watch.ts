import type { Change, WatchRequest } from '@chancery/contracts/chancery/workbench/v1/workbench';
import { actorId } from '@chancery/domain';
import type { StreamHandler } from '@chancery/service';
import { readCounts } from './inbox';
import { stirsOf } from './stirs';

/** 实时 — the counts at once, then an element for each committed change that concerns the caller. */
export const watch: StreamHandler<WatchRequest, Change> = async function* ({ actor, asPerson, gone }) {
  yield { what: 'inbox', matterId: '', taskId: '', service: '', counts: await asPerson(readCounts) };
  for await (const stir of stirsOf(actorId(actor), gone))
    yield { what: stir.what, matterId: stir.matter, taskId: '', service: stir.service, counts: await asPerson(readCounts) };
};

import { Refusal } from '@chancery/domain';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from './desk';
import { StaleDirectory } from './desk';

const LOST = new Set(['40001', '40P01']);
const TURNS = 6;

/** Deadlock, serialization, or the same key at the same time on another replica: judged anew, where the first one's answer is found. */
function lost(error: unknown): boolean {
  const { code, constraint, originalCode } = error as { code?: string; constraint?: string; originalCode?: string };
  return LOST.has(code ?? '') || LOST.has(originalCode ?? '') || code === 'P2034' || (code === '23505' && ['way_command', 'way_pkey', 'matter_pkey'].includes(constraint ?? ''));
}

/** Prisma wraps what the driver says. */
function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let one = error; one && typeof one === 'object' && chain.length < 5; one = (one as { cause?: unknown }).cause) chain.push(one);
  return chain;
}

const busy = (): Refusal =>
  new Refusal('busy', 'matter-busy', { zh: '该事项正被他人办理，请稍后再试', en: 'Somebody else is working on the matter; try again in a moment' }, { retryAfter: 2 });

/** Works a command out again when it was not its own fault; a newer directory is read first. */
export async function again<T>(desk: Desk, work: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await work();
    } catch (error) {
      if (turn >= TURNS) throw error;
      if (error instanceof StaleDirectory) await desk.options.directory.reload(error.revision);
      else if (causes(error).some(lost)) await sleep(5 * turn + 10 * Math.random());
      else if (causes(error).some((one) => (one as { code?: string }).code === '55P03')) throw busy();
      else throw error;
    }
  }
}

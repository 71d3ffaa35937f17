import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from './desk';
import { StaleDirectory } from './desk';

const LOST = new Set(['40001', '40P01']);
const TURNS = 6;

/** Deadlock, serialization, or the same key at the same time on another replica: judged anew, where the first one's answer is found. */
function lost(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return LOST.has(code ?? '') || (code === '23505' && ['way_command', 'way_pkey', 'matter_pkey'].includes(constraint ?? ''));
}

/** Works a command out again when it was not its own fault; a newer directory is read first. */
export async function again<T>(desk: Desk, work: () => Promise<T>): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await work();
    } catch (error) {
      if (turn >= TURNS) throw error;
      if (error instanceof StaleDirectory) await desk.options.directory.reload(error.revision);
      else if (lost(error)) await sleep(5 * turn);
      else throw error;
    }
  }
}

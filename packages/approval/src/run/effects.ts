import type { Transaction } from '@chancery/domain';
import type { Effect, EffectContext, EffectResult, Kind } from '../kind';
import type { Command } from '../matter';
import type { WalkRecord } from '../walk/record';
import type { EffectCall, Outcome } from '../walk/types';
import type { Desk } from './desk';

type Scene = Omit<EffectContext, 'db'>;
interface Run {
  work: (context: EffectContext) => Promise<EffectResult | void>;
  scene: Scene;
}

/** Urged awaits tell their other side (OP-807). */
function urges(kind: Kind, outcome: Outcome, scene: (call: Partial<EffectCall>) => Scene): Run[] {
  const seats = (outcome.matter.walk as WalkRecord).seats;
  return outcome.urgedAwaits.flatMap((task) => {
    const work = kind.urges?.[task.step];
    const value = seats[task.step]?.[task.seat]?.value;
    return work ? [{ work, scene: { ...scene({ seat: task.seat, round: task.round }), ...(value ? { seatOf: value } : {}) } }] : [];
  });
}

/** Rules over registers for what is stated at a step come before the effects (OP-003: content last). */
function entryChecks(kind: Kind, command: Command, outcome: Outcome, scene: (call: Partial<EffectCall>) => Scene): Run[] {
  const { step, seat, round } = outcome.line;
  const check = step && ['agree', 'done', 'redo'].includes(command.operation) ? kind.checkEntry?.[step] : undefined;
  return check ? [{ work: check, scene: scene({ seat, round, entry: command.entry, opinion: command.opinion }) }] : [];
}

/**
 * 效力 — runs what the command's steps do to the registers, in the decision's transaction; whatever refuses undoes all of it.
 * Prisma is opened only when there is something to run.
 */
export async function runEffects(desk: Desk, tx: Transaction, kind: Kind, command: Command, outcome: Outcome): Promise<Required<EffectResult>> {
  const scene = (call: Partial<EffectCall>): Scene => ({
    tx, matter: outcome.matter, entry: call.entry ?? {}, opinion: call.opinion ?? '', actor: command.actor, at: outcome.matter.updatedAt, directory: desk.directory,
    seat: call.seat ?? 0, round: call.round ?? 1, passed: call.passed ?? false,
    ...(call.ask ? { ask: call.ask } : {}), ...(call.event ? { event: call.event } : {}), ...(call.seatOf ? { seatOf: call.seatOf } : {}),
  });
  const effects = outcome.effects.flatMap((call): Run[] => {
    const work = (call.what === 'ask' ? kind.asks : kind.effects)?.[call.step] as Effect | undefined;
    return work ? [{ work, scene: scene(call) }] : [];
  });
  const runs = [...entryChecks(kind, command, outcome, scene), ...effects, ...urges(kind, outcome, scene)];
  const stated: Required<EffectResult> = { events: [], jobs: [], readers: [] };
  if (!runs.length) return stated;
  await desk.prisma(tx, async (db) => {
    for (const { work, scene } of runs) {
      const result = await work({ ...scene, db });
      stated.events.push(...(result?.events ?? []));
      stated.jobs.push(...(result?.jobs ?? []));
      stated.readers.push(...(result?.readers ?? []));
    }
  });
  return stated;
}

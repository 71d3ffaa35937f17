import { actorId, Refusal, type Actor, type Page } from '@chancery/domain';
import type { Engine } from '../engine';
import type { Fields, Matter, WayLine } from '../matter';
import type { DecideStep } from '../process';
import { matterFrom, type MatterRow, type TaskRow } from '../store/rows';
import * as statements from '../store/statements';
import { ahead, allowed } from '../walk';
import { places } from '../walk/blocks';
import type { Desk } from './desk';
import { isId } from './ids';
import { reachOf } from './sight';

export function getMatter(desk: Desk, { company, actor, matter: id }: Parameters<Engine['get']>[0]): ReturnType<Engine['get']> {
  return desk.options.inCompany({ company, actor }, async (tx) => {
    const { matter } = await desk.read(tx, actor, id);
    const kind = desk.kind(matter.kind);
    const context = await desk.context(tx, { kind, process: desk.processOf(matter), form: matter.form, sees: true });
    const may = actor.type === 'person' ? allowed(matter, actor.id, context) : [];
    return { matter, may, mine: matter.tasks.filter((task) => task.holder === actorId(actor)) };
  });
}

/** Opinions at a blind step stay hidden from its signers until their own is given (OP-410). */
function hideBlind(lines: WayLine[], matter: Matter, actor: Actor, desk: Desk): WayLine[] {
  const blind = new Set([...places(desk.processOf(matter)).values()].filter(({ step }) => step.type === 'decide' && (step as DecideStep).blind).map(({ step }) => step.id));
  const waits = new Set(matter.tasks.filter((task) => blind.has(task.step) && task.holder === actorId(actor)).map((task) => task.step));
  return lines.map((line) => (line.step && waits.has(line.step) && line.actor !== actorId(actor) ? { ...line, opinion: '', entry: {}, operation: 'hidden' } : line));
}

export function getWay(desk: Desk, { company, actor, matter: id }: Parameters<Engine['way']>[0]): ReturnType<Engine['way']> {
  return desk.options.inCompany({ company, actor }, async (tx) => {
    const { matter } = await desk.read(tx, actor, id);
    const kind = desk.kind(matter.kind);
    const context = await desk.context(tx, { kind, process: desk.processOf(matter), form: matter.form, sees: true });
    return { matter, lines: hideBlind(await desk.lines(tx, id), matter, actor, desk), ahead: ahead(matter, context) };
  });
}

export function getVersions(desk: Desk, { company, actor, matter: id }: Parameters<Engine['versions']>[0]): ReturnType<Engine['versions']> {
  return desk.options.inCompany({ company, actor }, async (tx) => {
    await desk.read(tx, actor, id);
    const rows = await tx.sql<{ number: number; content_hash: string; frozen_at: Date; by: string; form: Fields }>('versions', statements.versions, [company, id]);
    return rows.map((row) => ({ number: row.number, contentHash: row.content_hash, frozenAt: row.frozen_at, by: row.by, form: row.form }));
  });
}

/** Lists of one company, as far as the person sees them; keyset paging by id, newest first. */
export async function listMatters(desk: Desk, input: Parameters<Engine['list']>[0]): Promise<Page<Matter>> {
  const { company, actor, list, kind = '', state = '', pageSize, after } = input;
  if (after && !isId(after)) throw new Refusal('invalid', 'bad-cursor', { zh: '翻页位置无效', en: 'The place to go on from is not valid' });
  if (actor.type !== 'person') throw new Error('lists are of persons');
  const size = Math.min(pageSize || 50, 200);
  const { kinds, levels } = reachOf(actor.id, company, desk.directory, desk.options.scopes ?? []);
  // Who only has a seat or scope from outside lists nothing of the company but what the scope opens (OP-020).
  const person = desk.directory.belongs(actor.id, company) ? actor.id : null;
  const values = [company, person, after ?? null, kind, state, size + 1, ...(list === 'seen' ? [kinds, levels] : [])];
  return desk.options.inCompany({ company, actor, plans: 'custom' }, async (tx) => {
    const rows = await tx.sql<MatterRow & { tasks: TaskRow[] | null }>(`list ${list}`, statements.pages[list], values);
    const lines = rows.slice(0, size).map((row) => matterFrom(row, row.tasks));
    const last = lines.at(-1);
    return { lines, ...(rows.length > size && last ? { next: last.id } : {}) };
  });
}

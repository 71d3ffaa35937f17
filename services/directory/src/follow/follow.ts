import type { Log } from '@chancery/service';
import { setTimeout as sleep } from 'node:timers/promises';
import { keycloak, type AdminEventView, type Source, type SourceSettings } from '../source/keycloak';
import { Tree } from '../source/tree';
import { takeIn, type InCompany } from './take-in';

export interface FollowSettings extends SourceSettings {
  /** Milliseconds between two looks at the admin events. Default 2000. */
  every?: number;
  /** Share of people above which a change waits. Default 0.2. */
  share?: number;
}

/** More news than this are read as a whole walk. */
const MANY = 200;
const NIGHT = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
/** The night that a moment belongs to begins at three in the morning. */
const nightOf = (time: number): string => NIGHT.format(time - 3 * 3_600_000);

const personIn = (event: AdminEventView): string | undefined =>
  /^(USER|GROUP_MEMBERSHIP)$/.test(event.resourceType) ? /^users\/([0-9a-f-]{36})/.exec(event.resourcePath)?.[1] : undefined;

/** Events newer than the one last seen, or `undefined` when there are too many or the thread is lost. */
async function newsSince(source: Source, seen: string): Promise<AdminEventView[] | undefined> {
  const newest = await source.events(0, 1);
  if ((newest[0]?.id ?? '') === seen) return [];
  const events = await source.events(0, MANY);
  const at = events.findIndex((event) => event.id === seen);
  return at < 0 ? undefined : events.slice(0, at);
}

/**
 * 跟随组织 — keeps the directory in step with the identity provider until the signal: a whole walk at start and every night, and in
 * between what the admin events name, person by person (ORG-06). An identity provider that is away is asked again.
 */
export async function follow(
  settings: FollowSettings,
  { stop, log, inCompany }: { stop: AbortSignal; log: Log; inCompany: InCompany },
): Promise<void> {
  const source = keycloak(settings);
  const tree = new Tree(source);
  let seen: string | undefined;
  let night = '';
  let waits = '';

  async function turn(): Promise<void> {
    const news = seen === undefined || night !== nightOf(Date.now()) ? undefined : await newsSince(source, seen);
    const whole = !news || news.some((event) => !personIn(event));
    if (!whole && !news.length && !waits) return;
    // The mark is taken before the reading: what happens meanwhile is read again.
    const mark = (news?.[0] ?? (await source.events(0, 1))[0])?.id ?? '';
    if (whole) await tree.walk();
    else for (const person of new Set(news.flatMap((event) => personIn(event) ?? []))) await tree.reread(person);
    const { changed, held } = await takeIn(inCompany, tree.organisation(), settings);
    if (whole) night = nightOf(Date.now());
    seen = mark || seen || '';
    if (held && held !== waits) log.warn({ held }, 'a change of the organisation waits for confirmation');
    waits = held ?? '';
    if (changed) log.info({ changed, whole }, 'the directory changed');
  }

  while (!stop.aborted) {
    await turn().catch((error: unknown) => log.warn({ err: error }, 'the identity provider could not be read'));
    await sleep(settings.every ?? 2000, undefined, { signal: stop }).catch(() => undefined);
  }
}

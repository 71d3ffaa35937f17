import fc from 'fast-check';
import { person, Refusal } from '@chancery/domain';
import { workingCalendar } from '../calendar/calendar';
import type { Matter, WayLine } from '../matter';
import { operations } from '../operations';
import { play, type Seen } from '../testing/chance';
import { group, id } from '../testing/group';
import { allowed, replay, walk, type WalkContext, type WalkRecord } from '../walk';

jest.setTimeout(120_000);
// The same walks in every run; another seed plays others.
fc.configureGlobal({ seed: Number(process.env['CHANCERY_SEED'] ?? 20261102), endOnFailure: true });

const sequences = fc.array(fc.noBias(fc.nat(9999)), { minLength: 60, maxLength: 140, size: 'max' });
const holds = (look: (seen: Seen) => Promise<void> | void, numRuns = 40): Promise<void> =>
  fc.assert(
    fc.asyncProperty(sequences, (numbers) => play(numbers, look)),
    { numRuns },
  );

const record = (matter: Matter): WalkRecord => matter.walk as WalkRecord;

test('[OP-900][OP-005][APR-17] after any sequence: a draft, at least one open task, or an end state; exactly one of them', () =>
  holds(({ after }) => {
    const open = after.tasks.filter((one) => one.state === 'open').length > 0;
    const end = ['completed', 'refused', 'withdrawn', 'void'].includes(after.state);
    expect([after.state === 'draft', open, end].filter(Boolean)).toHaveLength(1);
    if (after.state === 'draft' || end) expect(after.tasks).toEqual([]);
  }));

test('[OP-901][APR-10] no line ever changes or disappears; a refused command changes nothing; the matter that went in is untouched', async () => {
  const known = new Map<string, WayLine[]>();
  await holds(({ after, lines }) => {
    const before = known.get(after.id) ?? [];
    expect(lines.slice(0, before.length)).toEqual(before);
    expect(lines.map((one) => one.no)).toEqual(lines.map((_, index) => index + 1));
    known.set(after.id, structuredClone(lines));
  });
});

test('[OP-902] each step passes at most once in a round, each effect happens at most once in a round at each seat', async () => {
  const passes = new Set<string>();
  const effects = new Set<string>();
  await holds(({ before, after, ran }) => {
    for (const [step, outcome] of Object.entries(record(after).outcomes)) {
      if (outcome !== 'passed' || record(before).outcomes[step] === 'passed') continue;
      const pass = `${after.id} ${step} ${record(after).rounds[step]}`;
      expect(passes.has(pass)).toBe(false);
      passes.add(pass);
    }
    for (const one of ran.filter(({ what }) => what === 'effect')) {
      const effect = `${after.id} ${one.step} ${one.round} ${one.seat}`;
      expect(effects.has(effect)).toBe(false);
      effects.add(effect);
    }
  });
  expect(passes.size).toBeGreaterThan(20);
  expect(effects.size).toBeGreaterThan(5);
});

test('[OP-903][OP-733] no decision has the applicant as its actor or principal', () =>
  holds(({ after, lines, kind }) => {
    const decisions = lines.filter((one) => (one.operation === 'agree' || one.operation === 'disagree') && one.step);
    const barred = kind.strictEnterer ? [after.applicant, after.enterer] : [after.applicant];
    for (const line of decisions) for (const who of [line.actor, line.forWhom ?? '']) expect(barred).not.toContain(who);
  }));

test('[OP-904] nobody decides at two seats of a step in a round, and no seat is lost', () =>
  holds(({ after }) => {
    for (const [step, seats] of Object.entries(record(after).seats)) {
      const by = seats.filter((one) => one.by && one.by !== 'system' && one.outcome !== 'skipped').map((one) => one.by);
      expect(new Set(by).size === by.length || step === 'receipt').toBe(true);
      if (record(after).outcomes[step] || (after.state !== 'running' && after.state !== 'approved')) continue;
      const waiting = seats.map((one, index) => ({ one, index })).filter(({ one }) => !one.outcome);
      const taken = new Set(after.tasks.filter((one) => one.step === step).map((one) => one.seat));
      // In order, a seat that nobody can be found for yet is asked at its turn.
      expect(waiting.filter(({ index }) => taken.has(index)).length).toBeGreaterThan(0);
    }
  }));

test('[OP-905] replaying the lines rebuilds state, walk, tasks, text version and hash exactly, awaits and timers included', () =>
  holds(({ after, lines }) => {
    const { id: matter, company, state, walk: kept, tasks, textVersion, contentHash, processVersion, version } = after;
    const stored = JSON.parse(JSON.stringify(lines)) as WayLine[];
    const rebuilt = replay({ id: matter, company }, stored);
    const byId = (list: Matter['tasks']): Matter['tasks'] => [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
    expect({ ...rebuilt, tasks: byId(rebuilt.tasks) }).toEqual({
      id: matter,
      company,
      state,
      walk: kept,
      tasks: byId(tasks),
      textVersion,
      contentHash,
      processVersion,
      version,
    });
  }));

/** The agree line that a passed decider stands on: of its round, or of the round that was kept. */
const ground = (lines: WayLine[], matter: Matter, step: string): boolean =>
  (record(matter).seats[step] ?? [])
    .filter((one) => one.outcome === 'agreed')
    .every((seat) =>
      lines.some(
        (line) =>
          line.operation === 'agree' &&
          line.step === step &&
          line.actor === seat.by &&
          line.round === (seat.round ?? record(matter).rounds[step]) &&
          line.contentHash === matter.contentHash,
      ),
    );

test('[OP-907][APR-14] approved only with an agreement of every required decider on the way, each on the content in force', () =>
  holds(({ before, after, lines, kind }) => {
    if (after.state !== 'approved') return;
    const { outcomes } = record(after);
    const grounds = Object.values(kind.requires).map((required) =>
      required.filter((one) => outcomes[one] === 'passed' || outcomes[one] === 'skipped'),
    );
    if (before.state !== 'approved') expect(grounds.some((one) => one.length > 0)).toBe(true);
    for (const step of grounds.flat()) expect(ground(lines, after, step)).toBe(true);
  }));

test('[OP-908] each await seat is finished by at most one event in a round; no event is lost', async () => {
  const finished = new Map<string, string>();
  await holds(async ({ after, command, lines, stage }) => {
    if (command.operation !== 'arrive') return;
    const line = lines.at(-1)!;
    const marks = line.marks ?? [];
    const aside = marks.some((one) => one.startsWith('set-aside:'));
    const kept = marks.some((one) => one.startsWith('kept:'));
    const took = line.step !== undefined && !aside;
    expect([aside, kept, took].filter(Boolean)).toHaveLength(1);
    if (aside) expect((await stage.setAside(after.id)).length).toBeGreaterThan(0);
    if (!took) return;
    const place = `${after.id} ${line.step} ${line.round} ${line.task}`;
    expect(finished.has(place)).toBe(false);
    finished.set(place, command.event!.id);
  }, 80);
  expect(finished.size).toBeGreaterThan(10);
});

test('[OP-909][OP-860][OP-861] no effect without its deciders or its place on the exempt list', () =>
  holds(({ after, ran, kind, lines }) => {
    for (const { step } of ran) {
      const required = kind.requires[step];
      if (!required) expect(kind.exempt).toContain(step);
      else {
        const { outcomes } = record(after);
        // A step that the same command undid (a straight return, a redo) had its ground when the effect ran.
        const passed = required.filter((one) => outcomes[one] === 'passed' || outcomes[one] === 'skipped');
        expect(required.filter((one) => !passed.includes(one)).every((one) => outcomes[one] === 'unneeded' || outcomes[one] === undefined)).toBe(
          true,
        );
        expect(passed.some((one) => ground(lines, after, one))).toBe(true);
      }
    }
  }));

test('[OP-910][OP-021] without sight there is nothing: no operation is allowed, every command is refused as not found', () =>
  holds(async ({ after, stage }) => {
    for (const who of ['you', 'zhu', 'li', 'han']) {
      if (await stage.sees(after.id, id(who))) continue;
      expect(await stage.allowed(after.id, id(who))).toEqual([]);
      const refusal = await stage
        .command(after.id, { operation: 'urge', actor: person(id(who)), key: `blind-${who}` })
        .catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'not-found' });
    }
  }, 15));

test('[OP-003][APR-06] what is offered is what is done: an operation is allowed exactly when the walk does not refuse it as forbidden or stale', async () => {
  let offered = 0;
  await fc.assert(
    fc.asyncProperty(sequences, (numbers) =>
      play(
        numbers,
        () => undefined,
        async (stage, matter, kind) => {
          const people = ['he', 'zhou', 'wu', 'a', 'wei', 'zheng'].map(id);
          const context = (): WalkContext => ({
            kind,
            process: kind.process,
            directory: group(),
            calendar: workingCalendar(),
            now: stage.now(),
            id: () => id('x'),
            named: {},
            sees: true,
          });
          for (const who of people) {
            const offers = allowed(matter, who, context());
            for (const operation of operations.filter((one) => one.name !== 'arrive' && one.name !== 'fire'))
              for (const task of operation.on === 'task' ? matter.tasks : [undefined]) {
                const offer = offers.find((one) => one.operation === operation.name && one.task === task?.id);
                const command = {
                  operation: operation.name,
                  actor: person(who),
                  key: 'k',
                  textVersion: matter.textVersion,
                  opinion: '意见',
                  person: id('han'),
                  ...(task ? { task: task.id } : {}),
                  ...(offer?.targets.length ? { target: offer.targets[0] } : {}),
                  ...(offer?.ways.length ? { way: offer.ways[0] } : {}),
                };
                let kindOf = '';
                try {
                  walk(matter, command, context());
                } catch (error) {
                  if (!(error instanceof Refusal)) throw error;
                  kindOf = error.kind;
                }
                const refused = ['forbidden', 'stale', 'missing', 'busy'].includes(kindOf);
                expect({ operation: operation.name, who, offered: !!offer }).toEqual({ operation: operation.name, who, offered: !refused });
                offered += offer ? 1 : 0;
              }
          }
        },
      ),
    ),
    { numRuns: 4 },
  );
  expect(offered).toBeGreaterThan(200);
});

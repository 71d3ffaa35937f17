import type { Stir } from '../listens/matter-moved';

/** Streams of people that are being watched now; each committed stir reaches those whom it concerns. */
const watchers = new Map<string, Set<(stir: Stir) => void>>();

export function deliver(payload: string): void {
  const stir = JSON.parse(payload) as Stir;
  for (const person of stir.people) for (const hear of watchers.get(person) ?? []) hear(stir);
}

/** Yields the person's stirs until the signal; what comes while the reader is busy waits, at most 100 of them. */
export async function* stirsOf(person: string, gone: AbortSignal): AsyncGenerator<Stir> {
  const waiting: Stir[] = [];
  let wake: () => void = () => undefined;
  const hear = (stir: Stir): void => {
    if (waiting.length < 100) waiting.push(stir);
    wake();
  };
  const mine = watchers.get(person) ?? new Set();
  watchers.set(person, mine.add(hear));
  gone.addEventListener('abort', () => wake());
  try {
    while (!gone.aborted) {
      const stir = waiting.shift();
      if (stir) yield stir;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    mine.delete(hear);
    if (!mine.size) watchers.delete(person);
  }
}

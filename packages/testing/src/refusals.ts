import { Refusal } from '@chancery/domain';

/** What somebody is refused. @throws what else was thrown, or Error when nothing was refused. */
export async function refusalOf(work: Promise<unknown> | (() => unknown)): Promise<Refusal> {
  const error = await (typeof work === 'function' ? Promise.resolve().then(work) : work).then(() => undefined, (thrown: unknown) => thrown);
  if (error instanceof Refusal) return error;
  throw error ?? new Error('nothing was refused');
}

/** The same for work that is done at once. */
export function refusalIn(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

import { Stack } from './stack';

/** One stack for all files of a run; `CHANCERY_URL` and `CHANCERY_IDENTITY` say where. A running stack may be given instead. */
export default async function startStack(): Promise<void> {
  if (process.env.CHANCERY_URL) return;
  const stack = await (await Stack.create()).start();
  process.env.CHANCERY_URL = stack.url;
  process.env.CHANCERY_E2E_HOME = stack.home;
  (globalThis as Record<string, unknown>).chanceryStack = stack;
}

import type { Stack } from './stack';

export default async function stopStack(): Promise<void> {
  await ((globalThis as Record<string, unknown>).chanceryStack as Stack | undefined)?.remove();
}

/** Runs one part of the start; when it fails, the message says which part, what happened and what to do. */
export async function step<T>(name: string, hint: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  try {
    const made = await work();
    if (process.stdout.isTTY) console.log(`  ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
    return made;
  } catch (error) {
    if (process.env.CHANCERY_LOG === 'debug') console.error(error);
    throw new Error(`${name} did not start: ${error instanceof Error ? error.message : String(error)}\n  ${hint}`, { cause: error });
  }
}

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { root } from '../root.ts';

/** Port and data folder of the embedded profile. @throws Error in words for whoever typed them. */
export async function place(environment: Record<string, string | undefined>): Promise<{ port: number; home: string }> {
  if (environment.NODE_ENV === 'production') throw new Error('The embedded profile is for one machine and for trying things: it does not start with NODE_ENV=production. See deploy/helm.');
  const text = environment.CHANCERY_PORT ?? '8080';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_500) throw new Error(`CHANCERY_PORT must be a port below 65500, not "${text}".`);
  const home = resolve(environment.CHANCERY_HOME ?? join(root, '.chancery'));
  // As root, PostgreSQL runs as another account, which must be able to walk through; what is secret lies in folders of its own.
  await mkdir(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  return { port, home };
}

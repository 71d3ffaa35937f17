import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file whole or not at all, readable by its owner only. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

/** The text of a file, made at the first time it is asked for. */
export function keptText(path: string, make: () => string): string {
  if (!existsSync(path)) writeWhole(path, make());
  return readFileSync(path, 'utf8');
}

/** A secret of the installation, generated at the first start into `<home>/secrets`. Never in the tree. */
export const keptSecret = (home: string, name: string): string =>
  keptText(`${home}/secrets/${name}`, () => randomBytes(32).toString('base64url')).trim();

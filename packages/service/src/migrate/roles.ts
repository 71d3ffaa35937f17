import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Roles of one service's database: the owner migrates; the app serves and owns nothing; each piece of machinery may do its one job.
 * `clock` timers · `relay` outbox · `consumer` inbox and set-aside events · `worker` jobs · `directory` the directory's copy · `check` check page.
 */
export const ROLES = ['owner', 'app', 'relay', 'clock', 'directory', 'check', 'consumer', 'worker'] as const;
export type RoleName = (typeof ROLES)[number];

export const roleOf = (service: string, role: RoleName): string => `${service}_${role}`;
export const databaseOf = (service: string): string => `chancery_${service}`;

/** Gives the password of a database role, as `docs_app`. */
export type Passwords = (role: string) => Promise<string>;

/** Passwords kept in a folder, one file each, readable to the owner alone; made at first use (embedded profile). */
export function keptPasswords(folder: string): Passwords {
  return async (role) => {
    const file = join(folder, `postgres-${role}`);
    const known = await readFile(file, 'utf8').catch(() => '');
    if (known.trim()) return known.trim();
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const password = randomBytes(24).toString('base64url');
    await writeFile(`${file}.new`, `${password}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
    return password;
  };
}

/** Passwords from the environment: `CHANCERY_DB_PASSWORD_DOCS_APP`, or a file named by `…_FILE`. @throws Error naming what is missing. */
export function environmentPasswords(environment: Record<string, string | undefined>): Passwords {
  return async (role) => {
    const name = `CHANCERY_DB_PASSWORD_${role.toUpperCase()}`;
    const file = environment[`${name}_FILE`];
    const password = file ? (await readFile(file, 'utf8')).trim() : environment[name];
    if (!password) throw new Error(`${name} (or ${name}_FILE) is not set`);
    return password;
  };
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const KEY = 32;
const NONCE = 12;
const TAG = 16;

/** AES-256-GCM: nonce, tag, ciphertext. `about` is bound to it: bytes moved to another place do not open. */
export function seal(key: Buffer, bytes: Buffer, about: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** @throws Error when the bytes, the key or the place are not those of `seal`. */
export function unseal(key: Buffer, sealed: Buffer, about: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
}

export const newKey = (): Buffer => randomBytes(KEY);

/** Gives the key of a company that wraps the keys of its files. Never in the database, nor beside the files. */
export type CompanyKeys = (company: string) => Promise<Buffer>;

/** Keys in a folder, one file each, readable to the owner alone; made at first use. */
export function keptKeys(folder: string): CompanyKeys {
  const known = new Map<string, Promise<Buffer>>();
  return (company) => {
    let key = known.get(company);
    if (!key) {
      key = keyOf(folder, company);
      known.set(company, key);
      key.catch(() => known.delete(company));
    }
    return key;
  };
}

async function keyOf(folder: string, company: string): Promise<Buffer> {
  const file = join(folder, `${company}.key`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    // Made whole or not at all, also with two processes: the second finds the first one's.
    const made = await open(file, 'wx', 0o600);
    try {
      await made.writeFile(newKey());
      await made.sync();
    } finally {
      await made.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  for (let looked = 0; ; looked++) {
    const key = await readFile(file);
    if (key.length === KEY) return key;
    if (looked === 50) throw new Error(`the key of company ${company} is damaged`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

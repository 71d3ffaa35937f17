import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/** Where sealed bytes lie. Adapters: a folder, S3. */
export interface Store {
  /** Written whole and on disk when it answers. */
  write(company: string, id: string, sealed: Buffer): Promise<void>;
  /** @throws Error when it is not there. */
  read(company: string, id: string): Promise<Buffer>;
}

/** A folder for each company; names are the files' random ids, in groups of their first two letters. */
export function folderStore(folder: string): Store {
  const place = (company: string, id: string): string => join(folder, company, id.slice(0, 2));
  return {
    write: async (company, id, sealed) => {
      const dir = place(company, id);
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const part = join(dir, `.${id}.${process.pid}`);
      const file = await open(part, 'w', 0o600);
      try {
        await file.writeFile(sealed);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, join(dir, id));
    },
    read: (company, id) => readFile(join(place(company, id), id)),
  };
}

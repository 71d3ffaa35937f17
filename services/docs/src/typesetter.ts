import { createPapers, type Papers } from '@chancery/papers';
import type { ServiceManifest } from '@chancery/service';
import { delimiter } from 'node:path';

let made: Papers | undefined;

/** 排版 — the typesetter of this process. Nothing is started before the first paper. */
export const typesetter = (): Papers => (made ??= createPapers());

/** Gives the typesetter the customer's own fonts (setting `fonts`: folders) and ends its threads with the service. */
export const keepTypesetter: NonNullable<ServiceManifest['runs']>[number] = async ({ stop, settings }) => {
  const fonts = (settings['fonts'] ?? '').split(delimiter).filter(Boolean);
  const papers = (made ??= createPapers({ fonts }));
  await new Promise<void>((resolve) => (stop.aborted ? resolve() : stop.addEventListener('abort', () => resolve(), { once: true })));
  if (made === papers) made = undefined;
  await papers.close();
};

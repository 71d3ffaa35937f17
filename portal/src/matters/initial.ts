import type { Block, Form, MatterView } from '../api/wire';
import { localPlace } from './use-draft-form';

/** Where a new matter begins: the usual kind of it. */
const usual: Record<string, Form> = { 'outgoing-document': { documentKind: 'notice', importance: 'ordinary' } };

/** What the form begins with: what is stored, else what was left on this device, else the usual. */
export function initial(stored: MatterView | undefined, company: string, kind: string, blocks: Block[] | undefined): { form: Form; blocks: Block[] | undefined } {
  if (stored) return { form: (stored.form ?? {}) as Form, blocks };
  const left = JSON.parse(localStorage.getItem(localPlace(company, kind)) ?? 'null') as { form?: Form; blocks?: Block[] } | null;
  return { form: left?.form ?? usual[kind] ?? {}, blocks: left?.blocks ?? blocks };
}

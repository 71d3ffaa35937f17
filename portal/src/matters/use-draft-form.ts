import { useCallback, useEffect, useRef, useState } from 'react';
import { changeDraft, openMatter } from '../api/matters';
import { uploadText } from '../api/files';
import { Problem } from '../api/problem';
import type { Block, FileView, Form, MatterView } from '../api/wire';
import { filled } from '../forms/input';
import { written } from '../text/blocks';

interface Draft {
  service: string;
  company: string;
  kind: string;
  /** The matter that is being written, when there is one. */
  matter: MatterView | undefined;
  form: Form;
  blocks: Block[] | undefined;
  /** Enough is written for the service to keep it. */
  ready: boolean;
}
export type Kept = { state: 'new' | 'saving' | 'unsaved' } | { state: 'saved'; at: Date } | { state: 'failed'; problem: Problem };

const quiet = 1_500;
export const localPlace = (company: string, kind: string): string => `chancery.draft.new.${company}.${kind}`;

/**
 * 自动保存 — keeps what is written as a draft a moment after the last key. Saves run one after another; the same content is the same
 * command however often it is sent. What the service does not have yet lies on this device.
 */
export function useDraftForm(draft: Draft) {
  const [matter, setMatter] = useState(draft.matter);
  const [kept, setKept] = useState<Kept>({ state: draft.matter ? 'unsaved' : 'new' });
  const latest = useRef(draft);
  latest.current = draft;
  const stored = useRef(draft.matter);
  const content = useRef(JSON.stringify([draft.form, draft.blocks]));
  const text = useRef<{ of: string; file: FileView } | undefined>(undefined);
  if (!text.current && draft.matter && draft.blocks) {
    const file = (draft.matter.form as Form | undefined)?.text as FileView | undefined;
    if (file?.id) text.current = { of: JSON.stringify(draft.blocks), file };
  }
  const command = useRef({ of: '', key: '' });
  const running = useRef<Promise<MatterView | undefined>>(Promise.resolve(undefined));

  const store = useCallback(async (): Promise<MatterView | undefined> => {
    const { service, company, kind, form: typed, blocks } = latest.current;
    const now = JSON.stringify([typed, blocks]);
    if (now === content.current && stored.current) return stored.current;
    setKept({ state: 'saving' });
    try {
      const form = filled(typed);
      if (blocks && written(blocks)) {
        const of = JSON.stringify(blocks);
        if (text.current?.of !== of) text.current = { of, file: await uploadText(service, company, blocks) };
        form.text = text.current.file;
      }
      const sent = JSON.stringify([stored.current?.version, form]);
      if (command.current.of !== sent) command.current = { of: sent, key: crypto.randomUUID() };
      const before = stored.current;
      const answer = before
        ? await changeDraft({ service, company, matter: before.id }, form, before.version ?? 0, command.current.key)
        : await openMatter(service, company, kind, form, false, command.current.key);
      stored.current = answer;
      content.current = now;
      localStorage.removeItem(localPlace(company, kind));
      setMatter(answer);
      setKept({ state: 'saved', at: new Date() });
      return answer;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setKept({ state: 'failed', problem: error });
      return undefined;
    }
  }, []);
  const save = useCallback((): Promise<MatterView | undefined> => (running.current = running.current.then(store, store)), [store]);

  const { form, blocks, ready, company, kind } = draft;
  useEffect(() => {
    if (JSON.stringify([form, blocks]) === content.current) return undefined;
    setKept((before) => (before.state === 'saving' ? before : { state: 'unsaved' }));
    if (!stored.current) localStorage.setItem(localPlace(company, kind), JSON.stringify({ form, blocks }));
    if (!ready) return undefined;
    const timer = setTimeout(() => void save(), quiet);
    return () => clearTimeout(timer);
  }, [form, blocks, ready, company, kind, save]);
  return { matter, kept, save };
}

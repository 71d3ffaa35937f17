import { useEffect, useRef, useState } from 'react';
import { changeDraft, openMatter } from '../api/matters';
import { uploadText } from '../api/files';
import { Problem } from '../api/problem';
import type { Block, FileView, Form, MatterView } from '../api/wire';
import { filled } from '../forms/input';

interface Draft {
  service: string;
  company: string;
  kind: string;
  /** The matter that is being written, when there is one. */
  matter: MatterView | undefined;
  form: Form;
  blocks: Block[] | undefined;
}

const QUIET = 1500;

/** 自动保存 — keeps what is written as a draft a moment after the last key; what fails is said, nothing is lost on the screen. */
export function useDraftForm(draft: Draft) {
  const { service, company, kind } = draft;
  const [matter, setMatter] = useState(draft.matter);
  const [state, setState] = useState<'saved' | 'saving' | 'unsaved' | Problem>('unsaved');
  const kept = useRef('');
  const text = useRef<{ of: string; file: FileView } | undefined>(undefined);
  const running = useRef<Promise<MatterView | undefined>>(Promise.resolve(undefined));

  async function withText(): Promise<Form> {
    const form = filled(draft.form);
    if (!draft.blocks) return form;
    const written = JSON.stringify(draft.blocks);
    if (draft.blocks.every((block) => !block.text.trim())) return form;
    if (text.current?.of !== written) text.current = { of: written, file: await uploadText(service, company, draft.blocks) };
    return { ...form, text: text.current.file };
  }
  async function store(): Promise<MatterView | undefined> {
    const content = JSON.stringify([draft.form, draft.blocks]);
    if (content === kept.current) return matter;
    setState('saving');
    try {
      const form = await withText();
      const answer = matter
        ? await changeDraft({ service, company, matter: matter.id }, form, 0, crypto.randomUUID())
        : await openMatter(service, company, kind, form, false, crypto.randomUUID());
      kept.current = content;
      setMatter(answer);
      setState('saved');
      return answer;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setState(error);
      return undefined;
    }
  }
  const save = (): Promise<MatterView | undefined> => (running.current = running.current.then(store));
  useEffect(() => {
    if (!draft.form.title) return undefined;
    const timer = setTimeout(() => void save(), QUIET);
    return () => clearTimeout(timer);
  }, [draft.form, draft.blocks]);
  return { matter, state, save };
}

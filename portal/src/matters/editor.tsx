import { Input } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { Block, FieldView, Form, KindView, MatterView } from '../api/wire';
import { byField, fillable, FormFields, missing } from '../forms/fields';
import { useKeys } from '../keys';
import { useNames } from '../matter/use-matter';
import { Refused } from '../parts/states';
import { paragraph } from '../text/blocks';
import { TextEditor } from '../text/editor';
import { useHistory } from '../text/use-history';
import { label, t } from '../words';
import { checks } from './docs/outgoing-document/checks';
import { Hints } from './docs/outgoing-document/hints';
import { Duplicates } from './docs/incoming-document/duplicates';
import { EditorBar } from './editor-bar';
import { Errors } from './errors';
import { initial } from './initial';
import { LivePaper } from './live-paper';
import { Returned } from './returned';
import { useDraftForm } from './use-draft-form';
import { useSubmission } from './use-submission';

interface Asked {
  kind: KindView;
  service: string;
  company: string;
  /** The company as the address has it. */
  address: string;
  stored: MatterView | undefined;
  blocks: Block[] | undefined;
}

/** 编辑 — elements, text and the page beside it; without a text, the form alone. */
export function Editor({ kind, service, company, address, stored, blocks: first }: Asked) {
  const fields = (kind.form ?? []) as FieldView[];
  const structured = fields.some((field) => field.type === 'text-document');
  const [begin] = useState(() => initial(stored, company, kind.kind, first));
  const [form, setForm] = useState<Form>(begin.form);
  const { blocks, change, undo, redo, mayUndo, mayRedo } = useHistory(begin.blocks?.length ? begin.blocks : [paragraph()]);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const nameOf = useNames(stored);
  const needed = fields.filter((field) => field.type !== 'text-document');
  const lacking = missing(needed, form);
  const draft = useDraftForm({ service, company, kind: kind.kind, matter: stored, form, blocks: structured ? blocks : undefined, ready: Object.keys(lacking).length === 0 });
  const { submit, busy, problem } = useSubmission(service, company, address);
  const again = stored?.state === 'revising' || stored?.state === 'correcting';
  const set = (name: string, value: unknown): void => {
    setForm((before) => ({ ...before, [name]: value }));
    setErrors(({ [name]: _mended, ...rest }) => rest);
  };
  const rest = useMemo(() => fillable(fields).filter((field) => !(structured && field.name === 'title')), [kind]);
  const hints = kind.kind === 'outgoing-document' ? checks(form, blocks) : [];
  const id = draft.matter?.id;
  useEffect(() => {
    if (id && !stored) history.replaceState(history.state, '', `/${address}/${service}/matters/${id}/edit`);
  }, [id, stored, address, service]);
  const send = async (): Promise<void> => {
    setErrors(lacking);
    if (Object.keys(lacking).length > 0) return;
    const saved = await draft.save();
    if (saved) await submit(saved, again);
  };
  useKeys(useMemo(() => ({ 'Ctrl+Enter': () => void send(), 'Ctrl+s': () => void draft.save() }), [form, blocks, draft.matter]));
  const refused = problem ?? (draft.kept.state === 'failed' ? draft.kept.problem : undefined);
  const shown = { ...byField(refused?.fields ?? []), ...errors };
  const title = fields.find((field) => field.name === 'title');
  return (
    <div className="mp" data-draft={id ?? ''}>
      <EditorBar kind={kind} title={structured ? String(form.title ?? '') : ''} matter={draft.matter} address={address} kept={draft.kept} lacking={Object.keys(lacking).length > 0 ? needed.filter((field) => lacking[field.name]).map((field) => label(field.label)) : []}
        busy={busy} structured={structured} again={again} save={() => void draft.save()} submit={() => void send()} />
      {again && stored && <Returned place={{ service, company, matter: stored.id }} />}
      {refused && <Refused problem={refused} />}
      <Errors errors={errors} />
      <div className={structured ? 'ed' : 'ed one'}>
        <section className="meta" aria-label={t('editor.elements')}>
          {kind.kind === 'incoming-document' && <Duplicates company={company} sender={String(form.sender ?? '')} number={String(form.documentNumber ?? '')} except={id ?? ''} />}
          <FormFields fields={rest} form={form} change={set} service={service} company={company} nameOf={nameOf} errors={shown} prefix="form" />
        </section>
        {structured && (
          <section className="write" aria-label={t('editor.text')}>
            <Input.TextArea className="ti" id="form-title" variant="borderless" autoSize lang="zh-CN" maxLength={title?.maxLength || 120} value={String(form.title ?? '')} placeholder={t('editor.titleHint')} aria-label={label(title?.label)}
              aria-describedby={shown.title ? 'title-error' : undefined} onChange={(event) => set('title', event.target.value.replace(/\n/g, ''))} />
            {shown.title && <div className="err centre" id="title-error">{shown.title}</div>}
            <TextEditor blocks={blocks} change={change} undo={mayUndo ? undo : undefined} redo={mayRedo ? redo : undefined} />
            {kind.kind === 'outgoing-document' && <Hints hints={hints} mend={(mended) => setForm((before) => ({ ...before, ...mended }))} />}
          </section>
        )}
        {structured && <aside className="page-side" aria-label={t('editor.layout')}><LivePaper company={company} form={form} blocks={blocks} /></aside>}
      </div>
    </div>
  );
}

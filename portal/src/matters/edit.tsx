import { useQuery } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { readText } from '../api/files';
import { getMatter, operate } from '../api/matters';
import { Problem } from '../api/problem';
import type { Block, FieldView, FileView, Form, KindView, MatterView } from '../api/wire';
import { useCommand } from '../command';
import { byField, fillable, FormFields, missing } from '../forms/fields';
import { kindsQuery } from '../inbox/titles';
import { useNames } from '../matter/use-matter';
import { Icon } from '../parts/icon';
import { Failure, Loading, Refused } from '../parts/states';
import { companyAt, companyFullName, useSession } from '../session';
import { paragraph } from '../text/blocks';
import { TextEditor } from '../text/editor';
import { label, say, t } from '../words';
import { LivePaper } from './live-paper';
import { useDraftForm } from './use-draft-form';

/** 起草、修改 — a new matter, a draft, or one that was sent back. */
export default function Edit() {
  const { company: address = '', service = '', kind = '', matter: id = '' } = useParams();
  const { companies } = useSession();
  const company = companyAt(companies, address)?.id ?? address;
  const kinds = useQuery(kindsQuery(service, company));
  const stored = useQuery({ queryKey: ['edit', id], queryFn: () => getMatter({ service, company, matter: id }), enabled: id !== '', gcTime: 0 });
  const textFile = (stored.data?.form as Form | undefined)?.text as FileView | undefined;
  const text = useQuery({ queryKey: ['text', textFile?.id], queryFn: () => readText(service, company, textFile!.id), enabled: Boolean(textFile), staleTime: Infinity });
  const error = kinds.error ?? stored.error ?? text.error;
  if (error) return <div className="centred"><Failure error={error} what={t('matter.page')} /></div>;
  const shown = kinds.data?.kinds?.find((one) => one.kind === (stored.data?.kind ?? kind));
  if (!shown || (id && !stored.data) || (textFile && !text.data)) return <Loading what={t('matter.page')} lines={10} />;
  return <Editor key={id || kind} kind={shown} service={service} company={company} address={address} stored={stored.data} blocks={text.data} />;
}

interface Asked {
  kind: KindView;
  service: string;
  company: string;
  address: string;
  stored: MatterView | undefined;
  blocks: Block[] | undefined;
}

function Editor({ kind, service, company, address, stored, blocks: first }: Asked) {
  const fields = (kind.form ?? []) as FieldView[];
  const structured = fields.some((field) => field.type === 'text-document');
  const [form, setForm] = useState<Form>(() => (stored?.form as Form | undefined) ?? (kind.kind === 'outgoing-document' ? { documentKind: 'notice', importance: 'ordinary' } : {}));
  const [blocks, setBlocks] = useState<Block[] | undefined>(() => (structured ? (first ?? [paragraph()]) : undefined));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const { companies } = useSession();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const nameOf = useNames(stored);
  const draft = useDraftForm({ service, company, kind: kind.kind, matter: stored, form, blocks });
  const { send, busy, problem } = useCommand();
  const again = stored?.state === 'revising';
  const change = (name: string, value: unknown): void => setForm((before) => ({ ...before, [name]: value }));
  const rest = useMemo(() => fillable(fields).filter((field) => !(structured && field.name === 'title')), [kind]);
  const submit = async (): Promise<void> => {
    const lacking = missing(fields.filter((field) => field.type !== 'text-document'), form);
    setErrors(lacking);
    if (Object.keys(lacking).length > 0) return;
    const saved = await draft.save();
    if (!saved) return;
    const answer = await send({ submit: saved.id, version: saved.version }, (key) => operate({ service, company, matter: saved.id }, again ? 'resubmit' : 'submit', {}, key));
    if (!answer) return;
    void message.success(t('form.submitted'));
    void navigate(`/${address}/${service}/matters/${answer.id}`, { replace: true });
  };
  const state = draft.state instanceof Problem ? t('form.saveFailed', { reason: draft.state.detail }) : t(draft.state === 'saving' ? 'form.saving' : draft.state === 'saved' ? 'form.saved' : 'form.unsaved', { time: '' });
  const title = say(`editor.new.${kind.kind}`, t('editor.new', { kind: label(kind.title, kind.kind) }));
  const refused = problem ?? (draft.state instanceof Problem ? draft.state : undefined);
  return (
    <div className="mp" data-draft={draft.matter?.id ?? ''}>
      <header className="bar">
        <Button size="small" type="text" onClick={() => void navigate(-1)} aria-label={t('act.back')}><Icon of="left" /></Button>
        <h1>{title}</h1><span className="t3 s13 dk">{companyFullName(companyAt(companies, address))}</span><span className="sp" />
        <span className="t3 s12" role="status">{state}</span>
        <Button onClick={() => void draft.save()}>{t('form.saveDraft')}</Button>
        <Button type="primary" loading={busy} onClick={() => void submit()} data-operation={again ? 'resubmit' : 'submit'}>{t(again ? 'editor.resubmit' : structured ? 'editor.submit' : 'form.submit')}</Button>
      </header>
      {refused && <Refused problem={refused} />}
      <div className={structured ? 'ed' : 'ed one'}>
        <aside className="meta" aria-label={t('editor.elements')}>
          <FormFields fields={rest} form={form} change={change} service={service} company={company} nameOf={nameOf} errors={{ ...byField(refused?.fields ?? []), ...errors }} prefix="form" />
        </aside>
        {structured && (
          <section className="write" aria-label={t('editor.text')}>
            <Input.TextArea className="ti" variant="borderless" autoSize lang="zh-CN" maxLength={120} value={String(form.title ?? '')} placeholder={t('editor.titleHint')} aria-label={label(fields.find((field) => field.name === 'title')?.label)} onChange={(event) => change('title', event.target.value.replace(/\n/g, ''))} />
            {errors.title && <div className="err">{errors.title}</div>}
            <TextEditor blocks={blocks ?? []} change={setBlocks} />
          </section>
        )}
        {structured && <aside className="page-side dk" aria-label={t('editor.layout')}><LivePaper company={company} form={form} blocks={blocks ?? []} /></aside>}
      </div>
    </div>
  );
}

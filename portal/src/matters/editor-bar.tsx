import { Button } from 'antd';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { KindView, MatterView } from '../api/wire';
import { clock } from '../formats/dates';
import { Icon } from '../parts/icon';
import { Key, StateTag } from '../parts/marks';
import { companyAt, companyName, useSession } from '../session';
import { comma, label, say, t } from '../words';
import type { Kept } from './use-draft-form';

interface Asked {
  kind: KindView;
  title: string;
  matter: MatterView | undefined;
  address: string;
  kept: Kept;
  /** Names of what is still needed before anything is kept by the service. */
  lacking: string[];
  busy: boolean;
  structured: boolean;
  again: boolean;
  save(): void;
  submit(): void;
}


function said(kept: Kept, lacking: string[]): string {
  if (kept.state === 'saved') return t('form.saved', { time: clock(kept.at) });
  if (kept.state === 'saving') return t('form.saving');
  if (kept.state === 'failed') return t(kept.problem.code === 'matter-changed' ? 'form.changedElsewhere' : 'form.unsaved');
  return kept.state === 'unsaved' && lacking.length > 0 ? t('form.unsavedNeeds', { fields: lacking.join(comma()) }) : '';
}

/** Back, what is being written, whether it is kept; save and submit. */
export function EditorBar({ kind, title, matter, address, kept, lacking, busy, structured, again, save, submit }: Asked) {
  const navigate = useNavigate();
  const { companies } = useSession();
  const name = title || say(`editor.new.${kind.kind}`, t('editor.new', { kind: label(kind.title, kind.kind) }));
  useEffect(() => {
    document.title = `${name} · ${t('app.name')}`;
  }, [name]);
  useEffect(() => {
    if (kept.state !== 'unsaved' && kept.state !== 'failed') return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [kept.state]);
  return (
    <header className="bar">
      <Button size="small" type="text" onClick={() => void navigate(-1)} aria-label={t('act.back')}><Icon of="left" /><span className="dk">{t('act.back')}</span></Button><span className="vsep dk" />
      <h1 className="ell" lang="zh-CN">{name}</h1>{matter && <StateTag state={matter.state} />}<span className="t3 s12 dk">{companyName(companyAt(companies, address))}</span>
      <span className={kept.state === 'failed' ? 'over s12' : 't3 s12 num'} role="status">{said(kept, lacking)}</span><span className="sp" />
      <Button size="small" className="dk" onClick={save} disabled={lacking.length > 0} data-operation="save">{t('form.saveDraft')}</Button>
      <Button size="small" type="primary" className="go" loading={busy} onClick={submit} data-operation={again ? 'resubmit' : 'submit'}>{t(again ? 'editor.resubmit' : structured ? 'editor.submit' : 'form.submit')} <Key of="Ctrl ↵" /></Button>
    </header>
  );
}

import { useRef, useState, type DragEvent } from 'react';
import { upload } from '../api/files';
import { Problem } from '../api/problem';
import type { FileView } from '../api/wire';
import { bytes } from '../formats/numbers';
import { Icon } from '../parts/icon';
import { t } from '../words';

interface Uploading {
  service: string;
  company: string;
  many: boolean;
  value: FileView[];
  change(value: FileView[]): void;
  label: string;
}

/** 附件 — dropped or chosen; each is stored at once and named by the form. */
export function UploadField({ service, company, many, value, change, label }: Uploading) {
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(value);
  latest.current = value;
  const [under, setUnder] = useState<string[]>([]);
  const [failed, setFailed] = useState<{ name: string; reason: string }[]>([]);
  const take = async (files: FileList | null): Promise<void> => {
    setFailed([]);
    for (const file of files ?? []) {
      setUnder((before) => [...before, file.name]);
      try {
        const stored = await upload(service, company, file.name, file.type, file);
        change(many ? [...latest.current, stored] : [stored]);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        setFailed((before) => [...before, { name: file.name, reason: error.detail }]);
      } finally {
        setUnder((before) => before.filter((one) => one !== file.name));
      }
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void take(event.dataTransfer.files);
  };
  return (
    <div className="drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      {value.map((file, index) => (
        <div key={file.id} className="file"><Icon of="clip" size={14} /><span className="ell">{many ? `${index + 1}. ` : ''}{file.name}</span><span className="t3 num">{bytes(file.size)}</span>
          <button type="button" className="quiet" aria-label={`${t('act.remove')} ${file.name}`} onClick={() => change(value.filter((one) => one.id !== file.id))}><Icon of="close" size={12} /></button>
        </div>
      ))}
      {under.map((name) => <div key={name} className="file t3" role="status">{t('form.uploading', { name })}</div>)}
      {failed.map(({ name, reason }) => <div key={name} className="err" role="alert">{t('form.uploadFailed', { name })} {reason}</div>)}
      <button type="button" className="adder" onClick={() => input.current?.click()}><Icon of="add" size={14} />{t('form.addFile')}<span className="s12 t3">{t('form.dropFile')}</span></button>
      <input ref={input} type="file" hidden multiple={many} aria-label={label} onChange={(event) => { void take(event.target.files); event.target.value = ''; }} />
    </div>
  );
}

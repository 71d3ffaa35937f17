import { App } from 'antd';
import { Problem } from '../api/problem';
import { save, textType } from '../api/files';
import type { FieldView, FileView, Form, MatterView } from '../api/wire';
import { bytes } from '../formats/numbers';
import { Icon } from '../parts/icon';
import { Notice } from '../parts/states';
import { label, t } from '../words';
import { fieldOf } from './use-matter';

function named(fields: FieldView[], form: Form | undefined): FileView[] {
  return fields.filter((field) => field.type === 'file').flatMap((field) => {
    const value = fieldOf(form, field.name);
    return (Array.isArray(value) ? value : value ? [value] : []) as FileView[];
  });
}

/** Files that the form names, a structured text apart: that is read, not opened. */
export const filesOf = (fields: FieldView[], form: Form | undefined): FileView[] => named(fields, form).filter((file) => file.mediaType !== textType);

/** The structured text of a matter: of its own field, or what came along with a document of the group. */
export function textOf(fields: FieldView[], form: Form | undefined): FileView | undefined {
  const field = fields.find((one) => one.type === 'text-document');
  const value = field && (fieldOf(form, field.name) as FileView | undefined);
  return value?.id ? value : named(fields, form).find((file) => file.mediaType === textType);
}

export function FileLine({ file, service, company, note }: { file: FileView; service: string; company: string; note?: string }) {
  const { message } = App.useApp();
  const get = (): void => {
    save(service, company, file).catch((error: unknown) => message.error(error instanceof Problem && error.detail ? error.detail : t('fail.title', { what: file.name ?? '' })));
  };
  return (
    <button type="button" className="file" onClick={get} title={t('act.download')}>
      <Icon of="clip" size={14} /><span className="ell">{note ? `${note} ` : ''}{file.name}</span><span className="t3 num">{bytes(file.size)}</span>
    </button>
  );
}

/** 附件 — each downloads under its name; papers that registers keep stand first. */
export function Files({ matter, fields }: { matter: MatterView; fields: FieldView[] }) {
  const papers = (matter.facts ?? []).filter((fact) => fact.file?.id);
  const files = filesOf(fields, matter.form as Form);
  if (papers.length + files.length === 0) return <Notice icon="clip" title={t('files.none')}>{t('files.noneHint')}</Notice>;
  return (
    <div className="files">
      {papers.map((fact) => <FileLine key={fact.file?.id} file={fact.file as FileView} service={matter.service} company={matter.companyId} note={label(fact.label)} />)}
      {files.map((file) => <FileLine key={file.id} file={file} service={matter.service} company={matter.companyId} />)}
    </div>
  );
}

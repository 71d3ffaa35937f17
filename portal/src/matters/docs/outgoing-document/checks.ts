import type { Block, Form } from '../../../api/wire';
import { written } from '../../../text/blocks';
import { t } from '../../../words';

/** A rule of form, seen while writing: what must be mended before submitting, or advice; with what mends it where that is one step. */
export interface Hint {
  must: boolean;
  text: string;
  mend?: { verb: string; form: Form };
}

const list = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);

/** 格式与规则 — what the service will refuse is said here first, in the place where it is written. */
export function checks(form: Form, blocks: Block[]): Hint[] {
  const [to, outside, copies] = [list(form.addressees), list(form.outsideAddressees), list(form.copiesTo)];
  const count = to.length + outside.length;
  const hints: Hint[] = [];
  if (!String(form.title ?? '').trim()) hints.push({ must: true, text: t('check.title') });
  if (!written(blocks)) hints.push({ must: true, text: t('check.text') });
  if (count === 0) hints.push({ must: true, text: t('check.addressee') });
  if (form.documentKind === 'request' && count > 1) {
    const mend = to.length > 1 && outside.length === 0 ? { mend: { verb: t('check.oneAddresseeMend'), form: { addressees: to.slice(0, 1), copiesTo: [...new Set([...copies, ...to.slice(1)])] } } } : {};
    hints.push({ must: true, text: t('check.oneAddressee', { n: count }), ...mend });
  }
  const attached = list(form.attachments).length;
  if (attached > 0) hints.push({ must: false, text: t('check.attachments', { n: attached }) });
  return hints;
}

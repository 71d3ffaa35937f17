import type { NoticeView } from '../api/wire';
import type { KindTitles } from '../inbox/titles';
import { label, say, t } from '../words';

const id = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

/** A notice is a code with arguments; the sentence is made here, in the reader's language. Ids are never shown. */
export function sentence(notice: NoticeView, titles: KindTitles): string {
  const given = (notice.arguments ?? {}) as Record<string, string>;
  const step = given.step ? label(titles.step({ service: notice.service ?? '', kind: notice.kind ?? '', step: given.step, taskKind: '' }), given.step) : '';
  const reason = given.reason ? say(`reason.${given.reason}`, '') : '';
  const shown = Object.fromEntries(Object.entries(given).filter(([, value]) => !id.test(value)));
  return say(`notice.${notice.code}`, t('notice.other'), { ...shown, step: step === 'revise' ? t('op.resubmit') : step, reason }).replace(/[：:]\s*$/, '');
}

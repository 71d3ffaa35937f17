import { App, Button } from 'antd';
import { Icon } from '../parts/icon';
import { at } from '../formats/dates';
import { say, t } from '../words';
import { actor } from '../way/people';
import type { LineView, WayView } from '../api/wire';

/** Who was faster, when, and by what: the last line of the way. */
export function overtaken(way: WayView | undefined, me: string): string {
  const line = ((way?.lines ?? []) as LineView[]).at(-1);
  if (!line?.at) return t('decide.nothing');
  return t('decide.first', { who: actor(line, me), when: at(new Date(line.at), new Date()), what: say(`op.${line.operation}`, '') });
}

/** 已被先办 — who, what, when, where it stands; no buttons, but my text stays to be copied. */
export function TooLate({ said, opinion, reload }: { said: string; opinion: string; reload(): void }) {
  const { message } = App.useApp();
  const copy = (): void => void navigator.clipboard.writeText(opinion).then(() => message.success(t('decide.copied')));
  return (
    <div className="note" role="alert">
      <Icon of="info" />
      <div className="sp"><b>{said}</b>{opinion && <div>{t('decide.kept')} <q lang="zh-CN">{opinion}</q></div>}</div>
      {opinion && <Button size="small" onClick={copy}>{t('decide.copyOpinion')}</Button>}
      <Button size="small" onClick={reload}>{t('decide.reload')}</Button>
    </div>
  );
}

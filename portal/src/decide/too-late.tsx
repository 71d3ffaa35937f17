import { App, Button } from 'antd';
import { Icon } from '../parts/icon';
import { t } from '../words';

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

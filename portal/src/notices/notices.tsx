import { Button } from 'antd';
import { Bar } from '../shell/bar';
import { t } from '../words';
import { NoticeList, useNotices } from './list';

export function Notices() {
  const { all, read } = useNotices();
  const unread = all.filter((one) => !one.read).map((one) => one.id);
  return (
    <>
      <Bar title={t('notice.title')} bell={false} end={unread.length > 0 ? <Button size="small" onClick={() => read(unread.slice(0, 200))}>{t('notice.readAll')}</Button> : null} />
      <div className="page narrow"><NoticeList /></div>
    </>
  );
}

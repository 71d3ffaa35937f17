import { Badge, Button, Popover } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getNotices } from '../api/workbench';
import { Icon } from '../parts/icon';
import { t } from '../words';
import { NoticeList, useNotices } from './list';

function Panel({ close }: { close(): void }) {
  const { all, read } = useNotices();
  const unread = all.filter((one) => !one.read).map((one) => one.id);
  return (
    <div className="bell-panel">
      <div className="row"><b>{t('notice.title')}</b><span className="sp" />{unread.length > 0 && <Button size="small" type="text" onClick={() => read(unread.slice(0, 200))}>{t('notice.readAll')}</Button>}</div>
      <NoticeList chosen={close} />
    </div>
  );
}

/** 铃 — how many notices are unread; the list opens over the page. */
export function Bell() {
  const [open, setOpen] = useState(false);
  const unread = useQuery({ queryKey: ['notices', 'unread'], queryFn: () => getNotices().then((page) => page.unread ?? 0) }).data ?? 0;
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" arrow={false} destroyOnHidden content={<Panel close={() => setOpen(false)} />}>
      <Button className="dk" size="small" type="text" aria-label={t('notice.open', { n: unread })} aria-expanded={open}>
        <Badge count={unread} size="small" overflowCount={999} color="var(--pri)" offset={[5, -1]}><Icon of="bell" /></Badge>
      </Button>
    </Popover>
  );
}

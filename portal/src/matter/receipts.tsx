import { App, Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { getReceipts } from '../api/docs';
import { operate } from '../api/matters';
import type { MatterView } from '../api/wire';
import { useCommand } from '../command';
import { at } from '../formats/dates';
import { Failure, Loading, Notice, Refused } from '../parts/states';
import { label, named, t } from '../words';
import { matterKey } from './use-matter';

/** 签收 — who has signed for the document and when; those who have not may be urged. */
export function Receipts({ matter, now }: { matter: MatterView; now: Date }) {
  const { message } = App.useApp();
  const { send, busy, problem } = useCommand();
  const place = { service: matter.service, company: matter.companyId, matter: matter.id };
  const { data, error, refetch } = useQuery({ queryKey: [...matterKey(place), 'receipts'], queryFn: () => getReceipts(matter.companyId, matter.id) });
  const urge = matter.may?.find((one) => one.name === 'urge');
  if (error) return <Failure error={error} what={t('tab.receipts')} retry={() => void refetch()} />;
  if (!data) return <Loading what={t('tab.receipts')} />;
  const receipts = data.receipts ?? [];
  if (receipts.length === 0) return <Notice icon="tick" title={t('receipts.none')}>{t('receipts.noneHint')}</Notice>;
  const signed = receipts.filter((one) => one.receivedAt).length;
  const press = async (): Promise<void> => {
    const body = urge?.taskId ? { taskId: urge.taskId } : {};
    if (await send(['urge', body], (key) => operate(place, 'urge', body, key))) message.success(t('receipts.urged'));
  };
  return (
    <div className="read wide">
      <div className="row"><b>{t('receipts.sum', { n: signed, all: receipts.length })}</b><span className="sp" />
        {urge && signed < receipts.length && <Button size="small" loading={busy} data-operation="urge" onClick={() => void press()}>{label(urge.verb, t('receipts.urge'))}</Button>}
      </div>
      {problem && <Refused problem={problem} />}
      <table className="tb">
        <thead><tr>{(['unit', 'sent', 'received', 'by', 'serial'] as const).map((one) => <th key={one} scope="col">{t(`receipts.${one}`)}</th>)}</tr></thead>
        <tbody>
          {receipts.map((one, index) => (
            <tr key={index}>
              <td className="m">{named(one.company, one.outside)} {one.copy && <span className="tag line">{t('receipts.copy')}</span>} {one.outside && <span className="t3 s12">{t('receipts.outside')}</span>}</td>
              <td className="num">{one.sentAt ? at(new Date(one.sentAt), now) : ''}</td>
              <td className="num">{one.receivedAt ? at(new Date(one.receivedAt), now) : <span className="tag soon">{t('receipts.open')}</span>}</td>
              <td>{one.receivedBy}</td><td className="num">{one.serial}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { useSyncExternalStore } from 'react';
import { Icon } from '../parts/icon';
import { t } from '../words';

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

/** 断网 — said over the page; what is written stays on this device, and nothing is sent by itself later. */
export function Offline() {
  return useOnline() ? null : <div className="line-over" role="status"><Icon of="send" /><b>{t('fail.offline')}</b><span>{t('fail.offlineHint')}</span></div>;
}

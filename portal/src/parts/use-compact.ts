import { useSyncExternalStore } from 'react';

const query = (width: number): MediaQueryList => matchMedia(`(max-width: ${width}px)`);
const phone = query(640);
const subscribe = (tell: () => void): (() => void) => {
  phone.addEventListener('change', tell);
  return () => phone.removeEventListener('change', tell);
};

/** The page is laid out for a phone. */
export const useCompact = (): boolean => useSyncExternalStore(subscribe, () => phone.matches);

import { useCallback, useEffect, useRef, useState } from 'react';

const place = (name: string): string => `chancery.draft.${name}`;
const wait = 400;

export const forgetDraft = (name: string): void => localStorage.removeItem(place(name));

/** What is being written keeps itself on this device, for its writer only, until it is sent (OP-007). `at`: when it was last kept. */
export function useDraft(name: string): { text: string; write(text: string): void; at: Date | undefined; drop(): void } {
  const [text, setText] = useState(() => localStorage.getItem(place(name)) ?? '');
  const [at, setAt] = useState<Date>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const write = useCallback((next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (next) localStorage.setItem(place(name), next);
      else forgetDraft(name);
      setAt(next ? new Date() : undefined);
    }, wait);
  }, [name]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    forgetDraft(name);
    setText('');
    setAt(undefined);
  }, [name]);
  return { text, write, at, drop };
}

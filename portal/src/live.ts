import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What the stream says: something of mine changed, never its content. */
interface Change {
  what?: 'inbox' | 'notice' | 'matter';
  matterId?: string;
}

const gather = 250;

/** 实时 — asks anew for what the server says has changed. Changes close together are one question. The browser connects again by itself. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stream = new EventSource('/api/workbench/events', { withCredentials: true });
    const stale = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = (): void => {
      timer = undefined;
      for (const key of stale) void client.invalidateQueries({ queryKey: key.split('/') });
      stale.clear();
    };
    const hear = (event: MessageEvent<string>): void => {
      const change = JSON.parse(event.data) as Change;
      stale.add(change.what === 'notice' ? 'notices' : 'inbox');
      if (change.matterId) stale.add(`matter/${change.matterId}`);
      timer ??= setTimeout(flush, gather);
    };
    stream.addEventListener('message', hear);
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, [client]);
}

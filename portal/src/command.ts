import { useCallback, useRef, useState } from 'react';
import { Problem } from './api/problem';

/**
 * 命令 — one action of the user, sent once. The key stays the same for the same content until it has been answered, so that a retry is
 * the same command and never a second one (APR-25).
 *
 * @example const { send, busy, problem } = useCommand(); await send({ operation, opinion }, (key) => act(place, task, operation, body, key));
 */
export function useCommand() {
  const keys = useRef(new Map<string, string>());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = useCallback(async <T>(content: unknown, work: (key: string) => Promise<T>): Promise<T | undefined> => {
    const said = JSON.stringify(content);
    const key = keys.current.get(said) ?? crypto.randomUUID();
    keys.current.set(said, key);
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await work(key);
      keys.current.delete(said);
      return answer;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      return undefined;
    } finally {
      setBusy(false);
    }
  }, []);
  return { send, busy, problem, clear: useCallback(() => setProblem(undefined), []) };
}

import { useEffect, useRef } from 'react';
import { t } from '../words';

/** What stops submission, as a list above the form; each leads to its field. */
export function Errors({ errors }: { errors: Record<string, string> }) {
  const box = useRef<HTMLDivElement>(null);
  const list = Object.entries(errors);
  const stamp = Object.keys(errors).join();
  useEffect(() => {
    if (stamp) box.current?.focus();
  }, [stamp]);
  if (list.length === 0) return null;
  const jump = (name: string): void => document.getElementById(`form-${name}`)?.focus();
  return (
    <div ref={box} className="errors" role="alert" tabIndex={-1}>
      <b>{t('form.errors', { n: list.length })}</b>{list.map(([name, text]) => <button key={name} type="button" onClick={() => jump(name)}>{text}</button>)}
    </div>
  );
}

import type { KeyboardEvent, ReactNode } from 'react';

export interface Tab {
  key: string;
  name: string;
}

/** 页签 — a tab list with arrow keys; one panel at a time. */
export function Tabs({ tabs, value, choose, end, children }: { tabs: Tab[]; value: string; choose(key: string): void; end?: ReactNode; children: ReactNode }) {
  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = by && tabs[(tabs.findIndex((one) => one.key === value) + by + tabs.length) % tabs.length];
    if (!next) return;
    choose(next.key);
    document.getElementById(`tab-${next.key}`)?.focus();
  };
  return (
    <>
      <div className="tabs">
        <div role="tablist" className="tablist" onKeyDown={move}>
          {tabs.map((one) => (
            <button key={one.key} id={`tab-${one.key}`} type="button" role="tab" aria-selected={one.key === value} aria-controls="panel" tabIndex={one.key === value ? 0 : -1} className={one.key === value ? 'on' : ''} onClick={() => choose(one.key)}>{one.name}</button>
          ))}
        </div>
        <span className="sp" />{end}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby={`tab-${value}`} className="panel">{children}</div>
    </>
  );
}

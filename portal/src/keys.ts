import { useEffect } from 'react';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'));

/** Keys that stand for something here. Single keys act only outside a field; with `Ctrl+` in front also inside. */
export function useKeys(keys: Record<string, ((event: KeyboardEvent) => void) | undefined>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const control = event.ctrlKey || event.metaKey;
      if (!control && typing(event.target)) {
        // Esc leaves the field (or its list) first; only the next one leaves the page.
        if (event.key === 'Escape') (event.target as HTMLElement).blur();
        return;
      }
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-dropdown:not(.ant-dropdown-hidden)') && event.key !== 'Escape') return;
      if (event.key === 'Enter' && !control && event.target instanceof HTMLElement && event.target.closest('button, a')) return;
      const action = keys[control ? `Ctrl+${event.key}` : event.key];
      if (!action) return;
      event.preventDefault();
      action(event);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [keys]);
}

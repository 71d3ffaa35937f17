import { Button } from 'antd';
import { t } from '../words';
import { mark } from './numbering';

interface Tools {
  level: number | undefined;
  set(level: number): void;
  table(): void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
}

/** Levels of the block in hand, tables, steps back and forward. The marks are those that the paper will carry. */
export function Toolbar({ level, set, table, undo, redo }: Tools) {
  const held = (event: { preventDefault(): void }): void => event.preventDefault();
  return (
    <div className="tools" role="toolbar" aria-label={t('editor.text')} onMouseDown={held}>
      {[1, 2, 3, 4].map((n) => (
        <Button key={n} size="small" type="text" className={level === n ? 'tool on' : 'tool'} aria-label={`${mark(n, 1)} ${t('editor.level', { n })}`} title={t('editor.level', { n })} aria-pressed={level === n} onClick={() => set(level === n ? 0 : n)}>{mark(n, 1)}</Button>
      ))}
      <Button size="small" type="text" className={level === 0 ? 'tool on' : 'tool'} aria-pressed={level === 0} onClick={() => set(0)}>{t('editor.paragraph')}</Button>
      <span className="vsep" />
      <Button size="small" type="text" onClick={table}>{t('editor.table')}</Button>
      <span className="sp" />
      <Button size="small" type="text" disabled={!undo} onClick={undo}>{t('editor.undo')}</Button>
      <Button size="small" type="text" disabled={!redo} onClick={redo}>{t('editor.redo')}</Button>
    </div>
  );
}

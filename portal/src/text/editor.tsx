import { Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useEffect, useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { Block } from '../api/wire';
import { t } from '../words';
import { atLevel, deeper, join, paste, split, withText, type Changed, type Spot } from './blocks';
import { marks } from './numbering';

interface Editing {
  blocks: Block[];
  change(blocks: Block[]): void;
}

const area = (ref: TextAreaRef | null): HTMLTextAreaElement | undefined => ref?.resizableTextArea?.textArea;

/** 正文编辑 — one block a line of thought: paragraphs, and headings of four levels that number themselves. */
export function TextEditor({ blocks, change }: Editing) {
  const fields = useRef(new Map<number, TextAreaRef>());
  const go = useRef<Spot | undefined>(undefined);
  const numbers = marks(blocks);
  useEffect(() => {
    const spot = go.current;
    go.current = undefined;
    const target = spot && area(fields.current.get(spot.block) ?? null);
    if (!target) return;
    target.focus();
    target.setSelectionRange(spot.offset, spot.offset);
  });
  const apply = (changed: Changed | undefined, event: { preventDefault(): void }): void => {
    if (!changed) return;
    event.preventDefault();
    go.current = changed.spot;
    change(changed.blocks);
  };
  const onKey = (at: number) => (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart: offset, selectionEnd: end } = event.currentTarget;
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') apply(split(blocks, { block: at, offset }), event);
    else if (event.key === 'Backspace' && offset === 0 && end === 0) apply(join(blocks, at), event);
    else if (event.key === 'Tab' && blocks[at]?.type !== 'table') apply({ blocks: deeper(blocks, at, event.shiftKey ? -1 : 1), spot: { block: at, offset } }, event);
  };
  const onPaste = (at: number) => (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const text = event.clipboardData.getData('text/plain');
    const { selectionStart: offset, selectionEnd: end } = event.currentTarget;
    if (/[\r\n]/.test(text.trim())) apply(paste(blocks, { block: at, offset }, end, text), event);
  };
  return (
    <div className="txt" role="group" aria-label={t('editor.text')}>
      {blocks.map((block, at) => (
        <div key={at} className={`blk-e ${block.type} h${block.level}`}>
          <span className="lv t3 s12" aria-hidden="true">{numbers[at]}</span>
          <Input.TextArea
            ref={(ref) => { if (ref) fields.current.set(at, ref); else fields.current.delete(at); }}
            variant="borderless" autoSize lang="zh-CN" value={block.text} placeholder={blocks.length === 1 ? t('editor.textHint') : block.type === 'heading' ? t('editor.headingHint') : ''}
            aria-label={block.type === 'heading' ? t('editor.level', { n: block.level }) : t('editor.paragraph')}
            onChange={(event) => change(withText(blocks, at, event.target.value))} onKeyDown={onKey(at)} onPaste={onPaste(at)}
          />
          <select className="lvl s12" value={block.level} aria-label={t('editor.paragraph')} onChange={(event) => change(atLevel(blocks, at, Number(event.target.value)))} tabIndex={-1}>
            <option value={0}>{t('editor.paragraph')}</option>
            {[1, 2, 3, 4].map((n) => <option key={n} value={n}>{t('editor.level', { n })}</option>)}
          </select>
        </div>
      ))}
      <p className="t3 s12">{t('editor.keys')}</p>
    </div>
  );
}

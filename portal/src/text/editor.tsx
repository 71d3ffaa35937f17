import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { Block } from '../api/wire';
import { t } from '../words';
import { BlockField } from './block';
import { atLevel, deeper, insertAfter, join, paste, removeAt, split, table, withText, type Changed, type Spot } from './blocks';
import { marks } from './numbering';
import { TableBlock } from './table';
import { Toolbar } from './toolbar';

interface Editing {
  blocks: Block[];
  change(blocks: Block[]): void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
}

const area = (ref: TextAreaRef | undefined): HTMLTextAreaElement | undefined => ref?.resizableTextArea?.textArea;

/** 正文编辑 — blocks of plain text: paragraphs, tables, and headings of four levels that number themselves. */
export function TextEditor({ blocks, change, undo, redo }: Editing) {
  const fields = useRef(new Map<number, TextAreaRef>());
  const go = useRef<Spot | undefined>(undefined);
  const leaving = useRef(false);
  const [at, setAt] = useState(0);
  const numbers = marks(blocks);
  useEffect(() => {
    const spot = go.current;
    go.current = undefined;
    const target = spot && area(fields.current.get(spot.block));
    target?.focus();
    target?.setSelectionRange(spot?.offset ?? 0, spot?.offset ?? 0);
  });
  const apply = (changed: Changed | undefined, event?: { preventDefault(): void }): void => {
    if (!changed) return;
    event?.preventDefault();
    go.current = changed.spot;
    change(changed.blocks);
  };
  const walk = (to: number, offset: number, event: KeyboardEvent): void => {
    const target = area(fields.current.get(to));
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.setSelectionRange(Math.min(offset, target.value.length), Math.min(offset, target.value.length));
  };
  const onKey = (index: number) => (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { selectionStart: offset, selectionEnd: end, value } = event.currentTarget;
    if (event.nativeEvent.isComposing) return;
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      (event.shiftKey ? redo : undo)?.();
    } else if (event.key === 'Escape') leaving.current = true;
    else if (event.key === 'Tab' && !leaving.current) apply({ blocks: deeper(blocks, index, event.shiftKey ? -1 : 1), spot: { block: index, offset } }, event);
    else if (event.key === 'Enter' && !control) apply(split(blocks, { block: index, offset }), event);
    else if (event.key === 'Backspace' && offset === 0 && end === 0) apply(join(blocks, index), event);
    else if (event.key === 'ArrowUp' && offset === 0 && index > 0) walk(index - 1, Infinity, event);
    else if (event.key === 'ArrowDown' && end === value.length) walk(index + 1, 0, event);
    if (event.key !== 'Escape') leaving.current = false;
  };
  const onPaste = (index: number) => (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const text = event.clipboardData.getData('text/plain');
    const { selectionStart: offset, selectionEnd: end } = event.currentTarget;
    if (/[\r\n]/.test(text.trim())) apply(paste(blocks, { block: index, offset }, end, text), event);
  };
  const hint = (block: Block): string => (block.type === 'heading' ? t('editor.headingHint') : blocks.length === 1 ? t('editor.textHint') : '');
  return (
    <>
      <Toolbar level={blocks[at]?.type === 'table' ? undefined : blocks[at]?.level} set={(level) => apply({ blocks: atLevel(blocks, at, level), spot: { block: at, offset: area(fields.current.get(at))?.selectionStart ?? 0 } })}
        table={() => apply(insertAfter(blocks, at, table()))} undo={undo} redo={redo} />
      <div className="txt" role="group" aria-label={t('editor.text')}>
        {blocks.map((block, index) =>
          block.type === 'table' ? (
            <TableBlock key={index} block={block} change={(next) => change(blocks.map((one, each) => (each === index ? next : one)))} remove={() => change(removeAt(blocks, index))} />
          ) : (
            <BlockField key={index} block={block} number={numbers[index] ?? ''} hint={hint(block)} write={(text) => change(withText(blocks, index, text))} focus={() => setAt(index)} onKey={onKey(index)} onPaste={onPaste(index)}
              hold={(ref) => { if (ref) fields.current.set(index, ref); else fields.current.delete(index); }} />
          ))}
        <p className="t3 s12 dk">{t('editor.keys')}</p>
      </div>
    </>
  );
}

import { Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import type { Block } from '../api/wire';
import { t } from '../words';

interface Shown {
  block: Block;
  number: string;
  hint: string;
  hold(ref: TextAreaRef | null): void;
  write(text: string): void;
  focus(): void;
  onKey(event: KeyboardEvent<HTMLTextAreaElement>): void;
  onPaste(event: ClipboardEvent<HTMLTextAreaElement>): void;
}

/** 段 — one paragraph or heading, growing with its text; a heading stands behind its number. */
export function BlockField({ block, number, hint, hold, write, focus, onKey, onPaste }: Shown) {
  return (
    <div className={`blk ${block.type} h${block.level}`}>
      {number && <span className="lv" aria-hidden="true">{number}</span>}
      <Input.TextArea ref={hold} variant="borderless" autoSize lang="zh-CN" value={block.text} placeholder={hint} aria-label={block.type === 'heading' ? t('editor.level', { n: block.level }) : t('editor.paragraph')}
        onChange={(event) => write(event.target.value)} onFocus={focus} onKeyDown={onKey} onPaste={onPaste} />
    </div>
  );
}

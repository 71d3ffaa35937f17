import { createHash } from 'node:crypto';

/** One block of a text, as `chancery.docs.v1.TextBlock`. */
export interface TextBlock {
  /** paragraph, heading, salutation, closing, signature, table */
  type: string;
  /** 1 to 4 for headings, 0 or absent otherwise. */
  level?: number;
  text: string;
  rows?: { cells: string[] }[];
}

/**
 * 定稿文本 — the canonical form of a text: what is signed, hashed and stored. NFC, line ends as `\n`, blanks at the ends of lines and empty
 * blocks gone, fields in one order. Number and date are not in it: they come after signature (APR-26).
 *
 * @example canonicalText([{ type: 'paragraph', text: ' 特此通知。 ' }]) // '[{"type":"paragraph","text":"特此通知。"}]'
 */
export function canonicalText(blocks: TextBlock[]): string {
  return JSON.stringify(blocks.map(canonicalBlock).filter((block) => block.text !== undefined || block.rows !== undefined));
}

/** 内容哈希 — SHA-256 of the canonical text, hex. What people decide on (APR-26). */
export function contentHash(blocks: TextBlock[]): string {
  return createHash('sha256').update(canonicalText(blocks), 'utf8').digest('hex');
}

function canonicalBlock(block: TextBlock) {
  const text = normal(block.text);
  const rows = (block.rows ?? []).map((row) => ({ cells: row.cells.map(normal) })).filter((row) => row.cells.some((cell) => cell !== ''));
  return {
    type: block.type,
    ...(block.level ? { level: block.level } : {}),
    ...(text === '' ? {} : { text }),
    ...(rows.length > 0 ? { rows } : {}),
  };
}

/** Ideographic spaces at the ends are typed indents: the typesetter indents. */
function normal(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').split('\n').map((line) => line.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')).join('\n').trim();
}

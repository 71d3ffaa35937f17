import { Refusal } from '@chancery/domain';
import type { Face } from './faces';

/** Drawn in a preview for a character that no font has; printers have used it for that since lead type. */
export const placeholder = '〓';

/** Every text that goes into a paper: the strings inside JSON inputs, other inputs whole, and the words written in the template. */
function textsOf(template: string, inputs: Record<string, string>): string[] {
  const texts = [template.replace(/[\x20-\x7e]/g, '')];
  const gather = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (value && typeof value === 'object') Object.values(value).forEach(gather);
  };
  for (const input of Object.values(inputs)) gather(parsed(input));
  return texts;
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

/**
 * 缺字 — the characters that would come out as a box: those that some role's chain of fonts lacks. In order of appearance, each once.
 * Variation selectors, zero-width and direction marks count as missing too: they would change a signed text unseen.
 */
export function missingGlyphs(faces: Face[], template: string, inputs: Record<string, string>): string[] {
  const characters = new Set(textsOf(template, inputs).flatMap((text) => [...text]));
  return [...characters].filter((character) => {
    if (/^[\t\n\r ]$/.test(character)) return false;
    const code = character.codePointAt(0)!;
    return faces.some((face) => !face.chain.some((typeface) => typeface.covers(code)));
  });
}

/** `𠮷 (U+20BB7)`: the code stands beside the character because the reader's screen may lack it too. */
export function named(character: string): string {
  return `${character} (U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`;
}

/**
 * A paper with a box in it is never made.
 *
 * @throws Refusal `missing-glyph` that names the characters.
 */
export function checkGlyphs(faces: Face[], template: string, inputs: Record<string, string>): void {
  const missing = missingGlyphs(faces, template, inputs);
  if (missing.length === 0) return;
  throw new Refusal(
    'refused',
    'missing-glyph',
    { zh: '字体缺少下列字符，不能排印：{characters}', en: 'The fonts lack these characters, so the paper cannot be typeset: {characters}' },
    { arguments: { characters: missing.map(named).join('、') }, more: { characters: missing } },
  );
}

/** The inputs with a placeholder for each missing character, for a preview. */
export function withPlaceholders(inputs: Record<string, string>, missing: string[]): Record<string, string> {
  const gone = new Set(missing);
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return [...value].map((character) => (gone.has(character) ? placeholder : character)).join('');
    if (Array.isArray(value)) return value.map(replaced);
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
    return value;
  };
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => {
    const value = parsed(input);
    return [name, typeof value === 'string' && value === input ? String(replaced(value)) : JSON.stringify(replaced(value))];
  }));
}

import { readFileSync } from 'node:fs';

/** Upper edge of a character's ink above the baseline, in em. For specs: reads `cmap`, `loca` and `glyf` of a TrueType file. */
export function inkTop(file: string, character: string): number {
  const font = readFileSync(file);
  const table = (tag: string): number => {
    for (let i = 0; i < font.readUInt16BE(4); i += 1) if (font.toString('latin1', 12 + 16 * i, 16 + 16 * i) === tag) return font.readUInt32BE(20 + 16 * i);
    throw new Error(`no table ${tag}`);
  };
  const cmap = table('cmap');
  const code = character.codePointAt(0)!;
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i += 1) {
    const start = cmap + font.readUInt32BE(cmap + 8 + 8 * i);
    if (font.readUInt16BE(start) !== 12) continue;
    for (let group = 0; group < font.readUInt32BE(start + 12); group += 1) {
      const at = start + 16 + 12 * group;
      if (code < font.readUInt32BE(at) || code > font.readUInt32BE(at + 4)) continue;
      const glyph = font.readUInt32BE(at + 8) + code - font.readUInt32BE(at);
      const long = font.readInt16BE(table('head') + 50) === 1;
      const offset = long ? font.readUInt32BE(table('loca') + 4 * glyph) : 2 * font.readUInt16BE(table('loca') + 2 * glyph);
      return font.readInt16BE(table('glyf') + offset + 8) / font.readUInt16BE(table('head') + 18);
    }
  }
  throw new Error(`no glyph for ${character}`);
}

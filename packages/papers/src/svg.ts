/**
 * The typesetter draws all pages into one picture, one below the other; a screen wants them one by one. Each page gets only the glyphs it uses.
 * Works on the layout of the pinned typesetter's SVG (one element a line, pages at depth one).
 */
export function splitPages(svg: string): string[] {
  const lines = svg.replace(/-?\d+\.\d{4,}/g, (number) => String(Number(Number(number).toFixed(3)))).split('\n');
  const [, width, total] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(lines[0]!)!;
  const pages: { top: number; body: string[] }[] = [];
  const glyphs = new Map<string, string>();
  const others: string[] = [];
  for (let at = 1; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (/^ {4}<g[ >]/.test(line)) {
      const end = endOf(lines, at, '    </g>');
      pages.push({ top: Number(/matrix\(1 0 0 1 0 ([\d.]+)\)/.exec(line)?.[1] ?? 0), body: lines.slice(at + 1, end) });
      at = end;
    } else if (/^ {4}<g.*\/>$/.test(line)) {
      pages.push({ top: Number(/matrix\(1 0 0 1 0 ([\d.]+)\)/.exec(line)?.[1] ?? 0), body: [] });
    } else if (/^ {4}<defs id="glyph">/.test(line)) {
      const end = endOf(lines, at, '    </defs>');
      for (const [symbol, id] of lines.slice(at + 1, end).join('\n').matchAll(/<symbol id="([^"]+)"[\s\S]*?<\/symbol>/g)) glyphs.set(id!, symbol);
      at = end;
    } else if (/^ {4}<defs /.test(line) && !line.endsWith('/>')) {
      const end = endOf(lines, at, '    </defs>');
      others.push(...lines.slice(at, end + 1));
      at = end;
    }
  }
  return pages.map(({ top, body }, index) => {
    const height = Number(((pages[index + 1]?.top ?? Number(total)) - top).toFixed(3));
    const text = body.map((line) => line.trimStart()).join('');
    const used = [...new Set([...text.matchAll(/xlink:href="#([^"]+)"/g)].map(([, id]) => id!))].flatMap((id) => glyphs.get(id) ?? []);
    const defs = [...used, ...others].map((line) => line.replace(/\n\s*/g, '').trim()).join('');
    return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${height}" width="${width}pt" height="${height}pt">`
      + `<rect width="100%" height="100%" fill="#fff"/>${text}<defs>${defs}</defs></svg>`;
  });
}

function endOf(lines: string[], start: number, closing: string): number {
  const end = lines.indexOf(closing, start + 1);
  if (end < 0) throw new Error('The typesetter drew a page that does not end');
  return end;
}

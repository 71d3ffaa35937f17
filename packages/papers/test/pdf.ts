/** Reads back what stands where in a PDF. For specs. All lengths in mm, y from the sheet's top. */
export interface ReadPage {
  number: number;
  /** Text runs; `y` is the baseline. */
  texts: { text: string; x: number; y: number; width: number; size: number }[];
  /** Filled and stroked shapes; `y` is the middle. */
  shapes: { x: number; y: number; width: number; height: number }[];
}

const mm = 25.4 / 72;
type Matrix = [number, number, number, number, number, number];

export async function readPdf(pdf: Uint8Array): Promise<ReadPage[]> {
  const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: ReadPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const height = page.view[3]!;
    const { items } = await page.getTextContent({ disableNormalization: true });
    const texts = items.flatMap((item) => ('str' in item && item.str.trim() !== ''
      ? [{ text: item.str, x: item.transform[4] * mm, y: (height - item.transform[5]) * mm, width: item.width * mm, size: Math.hypot(item.transform[0], item.transform[1]) }]
      : []));
    const operators = await page.getOperatorList();
    pages.push({ number, texts, shapes: shapesOf(operators.fnArray, operators.argsArray, OPS, height) });
  }
  await task.destroy();
  return pages;
}

function shapesOf(operations: number[], values: unknown[], OPS: Record<string, number>, height: number): ReadPage['shapes'] {
  const shapes: ReadPage['shapes'] = [];
  const kept: Matrix[] = [];
  let at: Matrix = [1, 0, 0, 1, 0, 0];
  operations.forEach((operation, index) => {
    if (operation === OPS['save']) kept.push(at);
    else if (operation === OPS['restore']) at = kept.pop() ?? at;
    else if (operation === OPS['transform']) at = times(at, values[index] as Matrix);
    else if (operation === OPS['constructPath']) {
      const [, , bounds] = values[index] as [number, unknown, ArrayLike<number> | null];
      if (!bounds) return;
      const [x0, y0] = point(at, bounds[0]!, bounds[1]!);
      const [x1, y1] = point(at, bounds[2]!, bounds[3]!);
      shapes.push({ x: Math.min(x0, x1) * mm, y: (height - (y0 + y1) / 2) * mm, width: Math.abs(x1 - x0) * mm, height: Math.abs(y1 - y0) * mm });
    }
  });
  return shapes;
}

const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5],
];
const point = (m: Matrix, x: number, y: number): [number, number] => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];

/** The runs of a page joined into lines from top to bottom, left to right. */
export function linesOf(page: ReadPage): { text: string; x: number; y: number; right: number }[] {
  const lines: { text: string; x: number; y: number; right: number }[] = [];
  for (const run of [...page.texts].sort((a, b) => (Math.abs(a.y - b.y) < 0.5 ? a.x - b.x : a.y - b.y))) {
    const line = lines.at(-1);
    if (line && Math.abs(line.y - run.y) < 0.5) {
      line.text += run.text;
      line.right = run.x + run.width;
    } else {
      lines.push({ text: run.text, x: run.x, y: run.y, right: run.x + run.width });
    }
  }
  return lines;
}

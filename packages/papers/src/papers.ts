import { facesInput, filesOf, findFaces, type Face } from './faces';
import { checkGlyphs, missingGlyphs, withPlaceholders } from './glyphs';
import type { Anchor, Done } from './jobs';
import { splitPages } from './svg';
import type { Template } from './template';
import { startWorkers } from './workers';

export interface PapersOptions {
  /** Folders with the customer's own TTF and OTF files; they come before the bundled ones. */
  fonts?: string[];
  /** Rest after which a process ends; 20 s. */
  idleMs?: number;
  /** Processes at most; 1. */
  workers?: number;
  /** Time a paper may take; 60 s. */
  timeLimitMs?: number;
}

export interface Typeset {
  /** PDF/A-2b; the same template, inputs and fonts give the same bytes. */
  pdf: Buffer;
  pages: number;
  /** Places that the template names, in mm from the sheet's top left. */
  anchors: Record<string, Anchor>;
}

export interface Preview {
  /** One SVG a page. */
  pages: string[];
  /** Characters without a glyph; a placeholder is drawn for them. */
  missing: string[];
  anchors: Record<string, Anchor>;
}

type Images = Record<string, Uint8Array>;

/** 纸面 — what typesets. */
export interface Papers {
  /**
   * Typesets a paper. The template reads its text by `sys.inputs`, its fonts by `sys.inputs.faces`, images by the names given here.
   *
   * @throws Refusal `missing-glyph` when a character has no glyph; `typesetting-too-slow`, `stopping` (busy).
   */
  typeset(template: Template, inputs: Record<string, string>, images?: Images): Promise<Typeset>;
  /** The same paper as pictures for a screen. Missing characters are told, not refused. */
  preview(template: Template, inputs: Record<string, string>, images?: Images): Promise<Preview>;
  /** The faces in use; `prescribed: false` is shown to the administrator. */
  faces(): Promise<Face[]>;
  /** Processes that are up now. */
  running(): number;
  close(): Promise<void>;
}

/**
 * Starts nothing yet: fonts are looked at with the first paper, a process is started for it and ends when idle.
 *
 * @example
 * const papers = createPapers({ fonts: ['/usr/share/fonts/office'] });
 * const { pdf, pages, anchors } = await papers.typeset(template(file), { document: JSON.stringify(form) });
 * anchors['seal']; // { page: 2, x: 136.4, y: 181.2 }
 */
export function createPapers({ fonts = [], idleMs = 20_000, workers = 1, timeLimitMs = 60_000 }: PapersOptions = {}): Papers {
  let found: Promise<{ faces: Face[]; workers: ReturnType<typeof startWorkers> }> | undefined;
  const begin = () => (found ??= findFaces(fonts).then((faces) => ({ faces, workers: startWorkers({ fonts: filesOf(faces), workers, idleMs, timeLimitMs }) })));
  let running = () => 0;

  const run = async (template: Template, inputs: Record<string, string>, images: Images, want: 'pdf' | 'svg'): Promise<Done> => {
    const { faces, workers } = await begin();
    running = workers.running;
    return workers.run({ source: template.source, inputs: { ...inputs, faces: facesInput(faces) }, images, want });
  };

  return {
    async typeset(template, inputs, images = {}) {
      checkGlyphs((await begin()).faces, template.source, inputs);
      const done = await run(template, inputs, images, 'pdf');
      return { pdf: Buffer.from(done.pdf!), pages: done.pages, anchors: byName(done) };
    },
    async preview(template, inputs, images = {}) {
      const missing = missingGlyphs((await begin()).faces, template.source, inputs);
      const done = await run(template, missing.length > 0 ? withPlaceholders(inputs, missing) : inputs, images, 'svg');
      return { pages: splitPages(done.svg!), missing, anchors: byName(done) };
    },
    faces: async () => (await begin()).faces,
    running: () => running(),
    async close() {
      const started = await found?.catch(() => undefined);
      await started?.workers.close();
    },
  };
}

function byName(done: Done): Record<string, Anchor> {
  return Object.fromEntries(done.anchors.map(({ name, page, x, y }) => [name, { page, x, y }]));
}

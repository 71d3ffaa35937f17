export { createPapers, type Papers, type PapersOptions, type Preview, type Typeset } from './papers';
export { findFaces, type Face, type FaceRole } from './faces';
export type { Typeface } from './typeface';
export { missingGlyphs } from './glyphs';
export type { Anchor } from './jobs';
export { paperRecord, type PaperRecord } from './record';
export { template, type Template } from './template';
export { canonicalText, contentHash, type TextBlock } from './text';

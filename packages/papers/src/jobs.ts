/** A place in millimetres from the top left corner of its sheet. */
export interface Anchor {
  /** From 1. */
  page: number;
  x: number;
  y: number;
}

/** What is sent to a worker. */
export interface Job {
  id: number;
  source: string;
  inputs: Record<string, string>;
  images: Record<string, Uint8Array>;
  want: 'pdf' | 'svg';
}

/** What comes back. */
export type Answer =
  | { id: number; failed: string }
  | { id: number; pages: number; anchors: ({ name: string } & Anchor)[]; pdf?: Uint8Array; svg?: string };

export type Done = Exclude<Answer, { failed: string }>;

/** Line drawings of 16 × 16, stroke 1.5. */
const drawings = {
  add: 'M8 3v10M3 8h10',
  inbox: 'M2 9h3l1 2h4l1-2h3M2 9l2-6h8l2 6v4H2z',
  tick: 'M3 8.5 6.5 12 13 4.5',
  send: 'M14 2 2 7l5 2 2 5z',
  draft: 'M3 2h7l3 3v9H3zM5.5 11.5c1-2 2 1 3-1s1.5.5 2.5 0M5.5 5.5h4',
  document: 'M4 1.5h5L13 5v9.5H4zM9 1.5V5h4M6 8h5M6 11h5',
  book: 'M3 2.5h8.5a1.5 1.5 0 0 1 1.500 1.500v9.500H4.500A1.500 1.500 0 0 1 3 12zM3 12a1.500 1.500 0 0 1 1.500-1.500H13M6 5.500h4',
  arrive: 'M8 2v7M5 6.500 8 9.500l3-3M2.500 9.500v4h11v-4',
  bell: 'M4 11V7a4 4 0 0 1 8 0v4l1 1.5H3zM6.5 14.5h3',
  people: 'M6 3a2.3 2.3 0 1 1 0 4.6A2.3 2.3 0 0 1 6 3zM1.8 13c.3-2.5 2-3.8 4.2-3.8s3.900 1.300 4.2 3.800M10.500 3.300a2.300 2.300 0 0 1 0 4.200M12 9.600c1.300.500 2.100 1.700 2.300 3.400',
  down: 'M4 6l4 4 4-4',
  left: 'M10 4 6 8l4 4',
  right: 'M6 4l4 4-4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3 14 14',
  clock: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 5v3.3l2 1.2',
  info: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 7.200V11M8 5h.01',
  warn: 'M8 2 14.500 13.500h-13zM8 6.500V10M8 11.800h.01',
  lock: 'M3.500 7.500h9v6h-9zM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500',
  back: 'M6 3 2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7',
  filter: 'M2 4h12M4.500 8h7M6.500 12h3',
  more: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  print: 'M4.500 6V2h7v4M4.500 11H2.500V6h11v5h-2M4.500 9.500h7v5h-7z',
  changes: 'M5 3v10M2.500 5.500 5 3l2.500 2.500M11 13V3M8.500 10.500 11 13l2.500-2.500',
  clip: 'M12.5 7.5 7.7 12.3a3 3 0 0 1-4.2-4.2l5.3-5.3a2 2 0 0 1 2.8 2.8L6.5 10.7',
  download: 'M8 2v8M4.500 7 8 10.500 11.500 7M3 13.500h10',
  table: 'M2 3h12v10H2zM2 6.500h12M6.500 3v10',
  circle: 'M8 3.500a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9z',
} as const;

export type Drawing = keyof typeof drawings;

/** 图标 — drawn, never filled; hidden from readers, since its button has a name. */
export function Icon({ of, size = 16 }: { of: Drawing; size?: number }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true" width={size} height={size}>
      <path d={drawings[of]} />
    </svg>
  );
}

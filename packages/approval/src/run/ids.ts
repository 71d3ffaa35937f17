import { randomOf } from '../store/chance';

let last = 0;
let within = 0;

/** UUIDv7 that grows with each call, also within a millisecond: rows lie together, and tasks opened at once keep their order. */
export function newId(): string {
  const now = Math.max(Date.now(), last);
  within = now === last ? within + 1 : 0;
  last = within > 0xfff ? now + 1 : now;
  if (within > 0xfff) within = 0;
  const bytes = randomOf(16);
  bytes.writeUIntBE(last, 0, 6);
  bytes.writeUInt16BE(0x7000 | within, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Whatever is no id is nothing that anybody could find. */
export const isId = (text: string): boolean => UUID.test(text);

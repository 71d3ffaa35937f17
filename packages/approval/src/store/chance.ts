import { randomFillSync } from 'node:crypto';

// The system is asked for much at a time: a call for each id would cost more than the id.
const pool = Buffer.alloc(4096);
let used = pool.length;

/** Random bytes of one's own, cryptographically strong. */
export function randomOf(size: number): Buffer {
  if (used + size > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += size;
  return Buffer.from(pool.subarray(used - size, used));
}

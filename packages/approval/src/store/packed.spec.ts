import fc from 'fast-check';
import { brokenAt, EMPTY, link } from './chain';
import { packed, unpacked } from './packed';

const text = '{"no":2,"operation":"agree","actor":"8ece232c-a063-7327-8d33-d7601502bdb3","opinion":"同意","from":"running","to":"approved"}';
/** Written on 2026-11-24. Whatever was stored must stay readable: new words get a new number. */
const stored = 'AYPHEb44sEhNTjUyNkrWTTQwM9Y1NzYy17VIMTbWTTE3MzA0NTBKSkkyxh49BAKzFgA=';

test('[APR-10] what was stored stays readable for ever, byte for byte', () => {
  expect(unpacked(Buffer.from(stored, 'base64'))).toBe(text);
});

test('[APR-10] any text comes back as it was, with and without what stands beside it', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (one, known) => unpacked(packed(one, known), known) === one));
  expect(() => unpacked(Buffer.of(9, 1, 2))).toThrow('unknown words');
});

test('a line of a decision is stored in a third of its length', () => {
  expect(packed(text).length).toBeLessThan(text.length / 2);
});

test('[OP-018] a chain of lines holds from the first to the head, and no further', () => {
  const line = { no: 1, at: '2026-11-24T00:00:00.000Z', operation: 'submit', actor: 'x', textVersion: 1, contentHash: '', from: 'draft', to: 'running', opened: [], closed: [] } as const;
  const first = link(EMPTY, { ...line, opened: [], closed: [] });
  const head = first.hash.toString('hex');
  expect(brokenAt([{ no: 1, ...first }], head)).toBeUndefined();
  expect(brokenAt([{ no: 1, ...first }], EMPTY)).toBe(2);
  expect(brokenAt([], EMPTY)).toBeUndefined();
});

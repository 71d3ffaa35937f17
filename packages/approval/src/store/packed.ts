import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * What lines, walks and events have in common, most frequent last. Never changed: what was packed with it must stay readable. A better
 * one gets the next number, in the first byte of what is packed.
 */
const WORDS = Buffer.from(
  [
    '"skipped:","merged:","approved:","set-aside:","kept:","escalated:","redo":"drafter":"whole":"straight","withdrawn","returned","refused","completed","revising","draft","closed","held","waiting"',
    '"early":[],"back":{"sections":{"sequences":{"signers":["urges":{"authorised":{"irreversible":["reached":["section":1,"rows":{"kept":{"people":["redone":["by-hand"',
    '"chosen":{},"hashes":["","rounds":{"entries":{},"outcomes":{"acted":{"by":"","at":"2026-11-24T09:49:43.803Z","step":""},"seats":{"',
    '"companyId":"","matterId":"","version":2,"service":"docs","kind":"outgoing-document","state":"running","serial":"2026-0001","applicantId":"","departmentId":"","operation":"agree","actorId":"","at":"2026-11-24T09:49:44.022Z","urgency":"urgent","secrecy":"internal","title":"关于',
    '","opened":[{"taskId":"","holderId":"","step":"","kind":"do","state":"open","round":1,"openedAt":"2026-11-24T09:49:44.022Z","dueAt":"2026-11-26T09:30:00.000Z"}],"closed":[{"taskId":"","reason":"passed","holderId":""}],"told":[{"personId":"","code":"task-closed","arguments":{"who":"","step":"","kind":"decide"}},{"personId":"","code":"task-opened","arguments":{"who":"","step":"',
    '"marks":[""],"changed":[{"task":"","alarmAt":"","process":1,"changes":[["reached",["hashes/0",""],["acted",{"by":"","at":"2026-11-24T09:49:43.803Z","step":""}],["entries/",null,"entry"],["outcomes/department","passed"],["rounds/approve",1],["seats/approve",[{"key":"dept-head@gm@clerk@director@leader-in-charge@"}]],["seats/department/0/outcome","agreed"],["seats/department/0/by",null,"actor"],["seats/department/0/text",1],"done"]',
    '{"no":2,"at":"2026-11-24T09:49:43.803Z","operation":"agree","actor":"","key":"","opinion":"同意","step":"department","seat":0,"round":1,"task":"","textVersion":1,"contentHash":"","from":"running","to":"approved","opened":[{"task":"","step":"approve","seat":0,"round":1,"kind":"decide","state":"open","holder":"","dueAt":"2026-11-26T09:30:00.000Z"}],"closed":[{"task":"","reason":"done","holder":"","step":"","seat":0}]',
  ].join(''),
);
const FIRST = 1;

const words = (known: string): Buffer => (known ? Buffer.concat([Buffer.from(known), WORDS]) : WORDS);

/**
 * Text as it is stored: a third of its length, so that a decision writes little (engine.md §2). First byte: which words. `known`: what stands
 * beside it anyway and must be there again to read it.
 */
export function packed(text: string, known = ''): Buffer {
  return Buffer.concat([Buffer.of(FIRST), deflateRawSync(text, { dictionary: words(known), level: 6, windowBits: 13, memLevel: 6 })]);
}

/** The text of what `packed` made. @throws Error for bytes that it did not make. */
export function unpacked(bytes: Uint8Array, known = ''): string {
  if (bytes[0] !== FIRST) throw new Error(`packed with unknown words ${bytes[0]}`);
  return inflateRawSync(bytes.subarray(1), { dictionary: words(known) }).toString('utf8');
}

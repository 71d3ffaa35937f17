/**
 * 事件 — a published fact, past tense. `type` is the full name of its message in proto (`chancery.docs.v1.DocumentIssued`),
 * `value` its protobuf JSON. Ids, codes, amounts, hashes: never opinions or form text (SEC-05).
 */
export interface Event<Value = unknown> {
  type: string;
  /** Order is kept per key: the matter's id, or the directory entry. */
  key: string;
  value: Value;
}

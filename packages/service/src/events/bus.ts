/** What is published: CloudEvents in binary mode, attributes as `ce_…` headers, the value as text. */
export interface BusRecord {
  topic: string;
  /** Order is kept per key. */
  key: string;
  headers: Record<string, string>;
  /** Null: a tombstone, which erases the key from a compacted topic. */
  value: string | null;
}

/** What arrives: the record and its place. */
export interface Delivered extends BusRecord {
  partition: number;
  position: number;
  at: Date;
}

export interface Subscription {
  /** Each record is given to one member of the group. A new group begins with the oldest record there is. */
  group: string;
  topics: string[];
  /**
   * Records of one partition, in order. Answering commits them; throwing brings the same records again after a pause.
   * Partitions run beside each other.
   */
  onBatch(batch: Delivered[]): Promise<void>;
}

export interface Topic {
  name: string;
  partitions?: number;
  /** Only the newest record of each key is kept, for ever; others are kept at most 14 days (SEC-05). */
  compacted?: boolean;
}

/**
 * 总线 — the port to what carries events between services: at least once, in order per key. Adapters: the log table (embedded) and
 * Kafka; `test/bus.db.spec.ts` is the suite that each must pass.
 */
export interface Bus {
  /** Makes topics that are not there. Repeatable. */
  createTopics(topics: Topic[]): Promise<void>;
  /** All or nothing, in the given order per key. @throws when a topic is unknown or the bus is away; nothing is published then. */
  publish(records: BusRecord[]): Promise<void>;
  /** Runs until it is stopped; reconnects by itself. `stop` waits for the batches under way. */
  subscribe(subscription: Subscription): Promise<{ stop(): Promise<void> }>;
  /** Ends subscriptions and connections. */
  close(): Promise<void>;
}

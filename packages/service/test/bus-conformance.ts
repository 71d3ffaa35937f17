import { randomUUID } from 'node:crypto';
import type { Bus, BusRecord, Delivered } from '@chancery/service';

/** What each adapter of the bus is given to the suite with. */
export interface BusUnderTest {
  bus: Bus;
  /** A second member on the same bus: another process. */
  another(): Bus;
  /** Breaks the sessions of all subscribers, as a lost network does. */
  breakSessions(): Promise<void>;
}

const record = (topic: string, key: string, value: string | null): BusRecord => ({ topic, key, headers: { ce_id: randomUUID(), ce_type: 'chancery.test.v1.Happened' }, value });

const until = async (held: () => boolean, within = 20_000): Promise<void> => {
  for (const end = Date.now() + within; !held(); await new Promise((resolve) => setTimeout(resolve, 20))) if (Date.now() > end) throw new Error('it did not come');
};

/** The promises of the port (FIN-03), held by every adapter: the log table here, Kafka where a broker runs. */
export function busConformance(name: string, make: () => Promise<BusUnderTest>): void {
  describe(`bus: ${name}`, () => {
    let under: BusUnderTest;
    let topic: string;
    const stops: { stop(): Promise<void> }[] = [];
    beforeAll(async () => {
      under = await make();
    }, 120_000);
    beforeEach(async () => {
      topic = `chancery.test.${randomUUID()}`;
      await under.bus.createTopics([{ name: topic }]);
    });
    afterEach(async () => {
      for (const one of stops.splice(0)) await one.stop();
    });
    const follow = async (bus: Bus, group: string, onBatch: (batch: Delivered[]) => Promise<void>): Promise<void> => void stops.push(await bus.subscribe({ group, topics: [topic], onBatch }));
    const collect = (into: Delivered[]) => async (batch: Delivered[]) => void into.push(...batch);

    test('[FIN-03] what is published arrives whole: key, headers, value, place', async () => {
      const got: Delivered[] = [];
      await follow(under.bus, randomUUID(), collect(got));
      const sent = record(topic, 'matter', JSON.stringify({ 标题: '关于〔2026〕1号', tombstone: false }));
      await under.bus.publish([sent, record(topic, 'gone', null)]);
      await until(() => got.length === 2);
      const [one] = got.filter((each) => each.key === 'matter');
      expect(one).toMatchObject(sent);
      expect(one?.at).toBeInstanceOf(Date);
      expect(got.find((each) => each.key === 'gone')?.value).toBeNull();
    });

    test('[FIN-03] order is kept per key, over partitions, publishers at once, and batches', async () => {
      const got: Delivered[] = [];
      await follow(under.bus, randomUUID(), collect(got));
      const keys = Array.from({ length: 20 }, () => randomUUID());
      await Promise.all(
        keys.map(async (key) => {
          for (let n = 0; n < 30; n += 3) await under.bus.publish([0, 1, 2].map((more) => record(topic, key, String(n + more))));
        }),
      );
      await until(() => got.length === 600);
      for (const key of keys) expect(got.filter((each) => each.key === key).map((each) => Number(each.value))).toEqual(Array.from({ length: 30 }, (_, n) => n));
      expect(new Set(got.map((each) => each.partition)).size).toBeGreaterThan(1);
    }, 60_000);

    test('[FIN-03] a batch that fails comes again, the same, before anything later of its key', async () => {
      const got: string[] = [];
      let refusals = 2;
      await follow(under.bus, randomUUID(), async (batch) => {
        for (const each of batch) {
          if (each.value === '3' && refusals-- > 0) throw new Error('not now');
          got.push(each.value ?? '');
        }
      });
      for (let n = 1; n <= 5; n++) await under.bus.publish([record(topic, 'one', String(n))]);
      await until(() => got.includes('5'));
      expect([...new Set(got)]).toEqual(['1', '2', '3', '4', '5']);
      expect(got.lastIndexOf('2')).toBeLessThan(got.indexOf('3'));
      expect(got.slice(got.indexOf('3'))).toEqual(['3', '4', '5']);
    }, 60_000);

    test('[FIN-03] a failing key does not stop the other partitions', async () => {
      const got: string[] = [];
      await follow(under.bus, randomUUID(), async (batch) => {
        if (batch.some((each) => each.key === 'poison')) throw new Error('never');
        got.push(...batch.map((each) => each.value ?? ''));
      });
      await under.bus.publish([record(topic, 'poison', 'x')]);
      const poisoned: Delivered[] = [];
      await follow(under.bus, randomUUID(), collect(poisoned));
      await under.bus.publish(Array.from({ length: 40 }, (_, n) => record(topic, `key ${n}`, String(n))));
      await until(() => poisoned.length === 41);
      const sick = poisoned.find((each) => each.key === 'poison')?.partition;
      const well = poisoned.filter((each) => each.partition !== sick).map((each) => each.value);
      await until(() => well.every((value) => got.includes(value ?? '')));
    }, 60_000);

    test('[FIN-03] each group gets everything, from the oldest; within a group each record is for one member; a restart goes on', async () => {
      await under.bus.publish(Array.from({ length: 50 }, (_, n) => record(topic, `key ${n}`, String(n))));
      const group = randomUUID();
      const first: Delivered[] = [];
      const second: Delivered[] = [];
      const late: Delivered[] = [];
      await follow(under.bus, group, collect(first));
      const other = under.another();
      await follow(other, group, collect(second));
      await until(() => first.length + second.length === 50);
      for (const one of stops.splice(0)) await one.stop();
      await under.bus.publish([record(topic, 'key 1', 'after')]);
      await follow(other, group, collect(second));
      await until(() => second.some((each) => each.value === 'after'));
      expect(first.length + second.length).toBe(51);
      await follow(under.bus, randomUUID(), collect(late));
      await until(() => late.length === 51);
      for (const one of stops.splice(0)) await one.stop();
      await other.close();
    }, 60_000);

    test('[FIN-03] a member that goes away is followed by another of its group', async () => {
      const group = randomUUID();
      const first: Delivered[] = [];
      const second: Delivered[] = [];
      await follow(under.bus, group, collect(first));
      await under.bus.publish([record(topic, 'one', '1')]);
      await until(() => first.length === 1);
      const other = under.another();
      await follow(other, group, collect(second));
      await stops.shift()?.stop();
      await under.bus.publish([record(topic, 'one', '2')]);
      await until(() => second.length === 1);
      expect([...first, ...second].map((each) => each.value)).toEqual(['1', '2']);
      for (const one of stops.splice(0)) await one.stop();
      await other.close();
    }, 60_000);

    test('[FIN-03] lost sessions lose nothing: everything arrives, in order, at most more than once', async () => {
      const got: Delivered[] = [];
      await follow(under.bus, randomUUID(), async (batch) => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        got.push(...batch);
      });
      for (let n = 0; n < 60; n++) {
        await under.bus.publish([record(topic, `key ${n % 3}`, String(n))]);
        if (n % 20 === 10) await under.breakSessions();
      }
      await until(() => new Set(got.map((each) => each.value)).size === 60);
      for (const key of ['key 0', 'key 1', 'key 2']) {
        const firsts = [...new Set(got.filter((each) => each.key === key).map((each) => Number(each.value)))];
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
      }
    }, 60_000);

    test('[FIN-03] publishing to what is not there publishes nothing', async () => {
      const got: Delivered[] = [];
      await follow(under.bus, randomUUID(), collect(got));
      await expect(under.bus.publish([record(topic, 'one', 'lost'), record(`${topic}.nowhere`, 'one', 'lost')])).rejects.toThrow();
      await under.bus.publish([record(topic, 'one', 'kept')]);
      await until(() => got.length > 0);
      expect(got.map((each) => each.value)).toEqual(['kept']);
    });
  });
}

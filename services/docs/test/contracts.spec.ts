import { fromJson, toJson } from '@bufbuild/protobuf';
import { descriptors } from '@chancery/contracts';
import { DocumentIssued, DocumentReceived, ReceiptUrged } from '@chancery/contracts/chancery/docs/v1/events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, 'contracts');
const golden = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { type: string; value: object });
const codecs: Record<string, { fromJSON(value: unknown): unknown; toJSON(message: never): unknown }> = {
  'chancery.docs.v1.DocumentIssued': DocumentIssued,
  'chancery.docs.v1.DocumentReceived': DocumentReceived,
  'chancery.docs.v1.ReceiptUrged': ReceiptUrged,
};

test.each(golden)('[DIN-07] a recorded $type still decodes, with every field', ({ type, value }) => {
  const message = descriptors().getMessage(type);
  expect(message).toBeDefined();
  const decoded = toJson(message!, fromJson(message!, value as never));
  expect(normal(decoded)).toEqual(normal(value));
  const codec = codecs[type]!;
  expect(normal(codec.toJSON(codec.fromJSON(value) as never))).toEqual(normal(value));
});

/** Moments are written with or without milliseconds. */
const normal = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/\.000Z/g, 'Z'));

import { Refusal, type RefusalKind } from '@chancery/domain';
import { Metadata, status } from '@grpc/grpc-js';
import { defect, fromRpc, toRpc, TRACE } from './refusals';

const words = { zh: '{who}已处理', en: '{who} has dealt with it' };

test.each<[RefusalKind, status]>([
  ['invalid', status.INVALID_ARGUMENT],
  ['unknown', status.UNAUTHENTICATED],
  ['forbidden', status.PERMISSION_DENIED],
  ['missing', status.NOT_FOUND],
  ['stale', status.ABORTED],
  ['refused', status.FAILED_PRECONDITION],
  ['busy', status.UNAVAILABLE],
])('[OP-004] a refusal of kind %s travels whole, there and back', (kind, code) => {
  const details = { rule: 'SEAL-06', arguments: { who: '周敏' }, fields: [{ field: 'form.title', words: { zh: '必填', en: 'Required' } }], more: { first: 'agree' }, retryAfter: 3, status: 429 };
  const sent = toRpc(new Refusal(kind, 'too-late', words, details));
  expect(sent.code).toBe(code);
  const heard = fromRpc(sent);
  expect(heard).toBeInstanceOf(Refusal);
  expect(heard).toMatchObject({ kind, code: 'too-late', words, details });
});

test('a long list of fields is cut before it breaks the header block, the refusal stays', () => {
  const fields = Array.from({ length: 400 }, (_, at) => ({ field: `form.addressees[${at}]`, words: { zh: '不是有效的选项', en: 'Not a valid reference' } }));
  const sent = toRpc(new Refusal('invalid', 'fields', words, { fields, more: { all: 'x'.repeat(20_000) } }));
  const bytes = sent.metadata.get('chancery-refusal-bin')[0] as Buffer;
  expect(bytes.length).toBeLessThan(6_000);
  const heard = fromRpc(sent);
  expect(heard).toMatchObject({ kind: 'invalid', code: 'fields' });
  expect(heard?.details.fields?.length).toBeGreaterThan(5);
});

test('a defect tells its trace and nothing else', () => {
  const sent = defect('4bf92f3577b34da6a3ce929d0e0e4736');
  expect(sent).toMatchObject({ code: status.INTERNAL, details: 'defect' });
  expect(sent.metadata.get(TRACE)).toEqual(['4bf92f3577b34da6a3ce929d0e0e4736']);
  expect(fromRpc(sent)).toBeUndefined();
});

test('what the transport says becomes a refusal too', () => {
  const said = (code: status): Refusal | undefined => fromRpc({ code, metadata: new Metadata() });
  expect(said(status.UNAVAILABLE)).toMatchObject({ kind: 'busy', details: { retryAfter: 2 } });
  expect(said(status.DEADLINE_EXCEEDED)).toMatchObject({ kind: 'busy' });
  expect(said(status.UNIMPLEMENTED)).toMatchObject({ kind: 'missing', code: 'route' });
  expect(said(status.RESOURCE_EXHAUSTED)).toMatchObject({ kind: 'invalid', details: { status: 413 } });
  expect(said(status.INTERNAL)).toBeUndefined();
  expect(fromRpc(new Error('anything'))).toBeUndefined();
});

import { messageOf } from '@chancery/service';
import { refusalIn } from '@chancery/testing';
import { answerOf, requestOf } from './messages';

const page = messageOf('chancery.registers.v1.PageRegisterRequest');
const act = messageOf('chancery.approval.v1.ActRequest');
const read = (schema: typeof page, input: { body?: unknown; query?: Record<string, unknown>; path?: Record<string, string> }): unknown =>
  answerOf(schema, requestOf(schema, { query: {}, path: {}, ...input }));


test('words of the query become fields: numbers, lists, either spelling', () => {
  expect(
    read(page, {
      query: { page_size: '20', filter: ['year:2026', 'mark:衡建发'], sort: '-serial' },
      path: { service: 'docs', register: 'outgoing-documents' },
    }),
  ).toEqual({
    service: 'docs',
    register: 'outgoing-documents',
    pageSize: 20,
    filter: ['year:2026', 'mark:衡建发'],
    sort: '-serial',
  });
  expect(read(page, { query: { pageSize: '20', filter: 'year:2026', search: '12' } })).toEqual({ pageSize: 20, filter: ['year:2026'], search: '12' });
});

test('an unknown word, a word said twice and a word of the wrong type are refused by name', () => {
  expect(refusalIn(() => read(page, { query: { limit: '20' } }))).toMatchObject({
    kind: 'invalid',
    code: 'unknown-field',
    details: { fields: [{ field: 'limit' }] },
  });
  expect(refusalIn(() => read(page, { query: { sort: ['a', 'b'] } }))).toMatchObject({ code: 'wrong-type', details: { fields: [{ field: 'sort' }] } });
  expect(refusalIn(() => read(page, { query: { page_size: 'many' } }))).toMatchObject({
    code: 'wrong-type',
    details: { fields: [{ field: 'pageSize' }] },
  });
});

test('the path wins over the body: nobody acts on another matter than the address says', () => {
  expect(read(act, { body: { matterId: 'b', opinion: '同意' }, path: { matter_id: 'a', operation: 'agree' } })).toMatchObject({
    matterId: 'a',
    operation: 'agree',
    opinion: '同意',
  });
  expect(refusalIn(() => read(act, { body: { matter_id: 'b' }, path: { matter_id: 'a' } }))).toMatchObject({ kind: 'invalid' });
});

test.each<[string, unknown]>([
  ['a list', []],
  ['a text', 'text'],
  ['a number', 1],
  ['nothing', null],
])('a body that is %s is no message', (_what, body) => {
  expect(refusalIn(() => read(act, { body }))).toMatchObject({ kind: 'invalid', code: 'wrong-type' });
});

test('unknown and wrongly typed fields of the body are named, however deep', () => {
  expect(refusalIn(() => read(act, { body: { mood: 'good' } }))).toMatchObject({ code: 'unknown-field', details: { fields: [{ field: 'mood' }] } });
  expect(refusalIn(() => read(act, { body: { textVersion: 'one' } }))).toMatchObject({
    code: 'wrong-type',
    details: { fields: [{ field: 'textVersion' }] },
  });
  const open = messageOf('chancery.docs.v1.OutgoingDocumentRequest');
  expect(refusalIn(() => read(open, { body: { form: { text: { colour: 'red' } } } }))).toMatchObject({
    code: 'unknown-field',
    details: { fields: [{ field: 'colour' }] },
  });
});

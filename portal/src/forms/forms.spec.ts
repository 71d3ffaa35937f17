import type { FieldView } from '../api/wire';
import { byField, fillable, key, missing } from './fields';
import { blank, filled } from './input';

const field = (more: Partial<FieldView>): FieldView => ({ name: 'document_kind', type: 'text', label: { zh: '文种', en: 'Kind' }, ...more });

test('what the service works out and what has no label is not asked', () => {
  expect(fillable([field({}), field({ computed: true }), field({ name: 'sender_matter_id', label: {} }), field({ type: 'text-document' })]).map((one) => one.name)).toEqual(['document_kind']);
});

test('a required field that is empty is named, by the name that the form has', () => {
  expect(missing([field({ required: true }), field({ name: 'title', required: true, label: { zh: '标题', en: 'Title' } })], { documentKind: '', title: '通知' })).toEqual({ documentKind: '须填写文种。' });
  expect(key(field({}))).toBe('documentKind');
});

test('errors of the server find their field however it is spelt', () => {
  expect(byField([{ field: 'form.document_kind', text: 'a' }, { field: 'addressees[0]', text: 'b' }])).toEqual({ documentKind: 'a', addressees: 'b' });
});

test('what is empty is not sent', () => {
  expect(filled({ title: '通知', copies: 0, addressees: [], urgency: '', followUp: false })).toEqual({ title: '通知', copies: 0, followUp: false });
  expect([blank([]), blank(0)]).toEqual([true, false]);
});

import { refusalIn } from '@chancery/testing';
import { create, type DescMessage } from '@bufbuild/protobuf';
import { messageOf } from './contract';
import { readJson, validate } from './validation';

const form = messageOf('chancery.docs.v1.OutgoingDocumentForm');
const text = { id: '0197a1b2-0000-7000-8000-000000000001', name: 'text.json', mediaType: 'application/vnd.chancery.text+json', size: 10, sha256: 'a'.repeat(64) };
const whole = { title: '关于安全检查的通知', documentKind: 'notice', text, importance: 'ordinary' };

const faults = (schema: DescMessage, value: unknown, draft = false): string[] => (refusalIn(() => validate(schema, readJson(schema, value), { draft, prefix: 'form.' })).details.fields ?? []).map((one) => one.field);

test('[APR-14] a whole form passes', () => {
  expect(() => validate(form, readJson(form, whole))).not.toThrow();
});

test('[APR-14] every fault is named by its field, with words in both languages', () => {
  const said = refusalIn(() => validate(form, readJson(form, { ...whole, title: '字'.repeat(121), secrecyYears: 31, addressees: ['not-an-id'] }), { prefix: 'form.' }));
  expect(said).toMatchObject({ kind: 'invalid', code: 'fields' });
  const fields = said.details.fields ?? [];
  expect(fields.map((one) => one.field).sort()).toEqual(['form.addressees[0]', 'form.secrecyYears', 'form.title']);
  for (const { words } of fields) expect(words.zh && words.en).toBeTruthy();
  expect(fields.find((one) => one.field === 'form.title')?.words).toEqual({ zh: '过长', en: 'Too long' });
});

test('[APR-14] what is required is required, but a draft may miss it still', () => {
  expect(faults(form, {}).sort()).toEqual(['form.documentKind', 'form.importance', 'form.text', 'form.title']);
  expect(() => validate(form, create(form), { draft: true })).not.toThrow();
  expect(faults(form, { title: '字'.repeat(121) }, true)).toEqual(['form.title']);
});

test('[APR-14] a word that is none of the choices is refused, also in a draft', () => {
  expect(faults(form, { ...whole, importance: 'vital' })).toEqual(['form.importance']);
  expect(faults(form, { importance: 'vital' }, true)).toEqual(['form.importance']);
});

test('[APR-14] nested fields are named by their path', () => {
  expect(faults(form, { ...whole, text: { ...text, sha256: 'short' } })).toEqual(['form.text.sha256']);
});

test('an unknown field and a wrong type are refused by name', () => {
  expect(refusalIn(() => readJson(form, { ...whole, hobby: 'go' }))).toMatchObject({ kind: 'invalid', code: 'unknown-field', details: { arguments: { field: 'hobby' } } });
  const wrong = refusalIn(() => readJson(form, { ...whole, secrecyYears: 'ten' }));
  expect(wrong).toMatchObject({ kind: 'invalid', code: 'wrong-type' });
  expect(wrong.details.fields?.[0]?.field).toMatch(/secrecy_?[yY]ears/);
  expect(refusalIn(() => readJson(form, 'text'))).toMatchObject({ kind: 'invalid' });
});

import { decide, defineProcess, doing, type Fields, type Kind } from '@chancery/approval';
import type { Refusal } from '@chancery/domain';
import { refusalOf } from '@chancery/testing';
import { messageOf } from '../rpc/contract';
import { fieldsOf } from './fields';
import { contracted, readForm } from './kinds';
import { verbOf } from './steps';

const schema = messageOf('chancery.docs.v1.OutgoingDocumentForm');
const text = { id: '0197a1b2-0000-7000-8000-000000000001', name: 'text.json', mediaType: 'application/vnd.chancery.text+json', size: 10, sha256: 'a'.repeat(64) };
const whole: Fields = { title: '关于安全检查的通知', documentKind: 'notice', text, importance: 'ordinary' };
const words = { zh: '甲', en: 'A' };

const calls: string[] = [];
const kind: Kind<Fields, unknown> = contracted({
  kind: 'outgoing-document', title: words, serial: words, form: 'chancery.docs.v1.OutgoingDocumentForm', requires: { number: ['sign'] }, titleOf: (form) => String(form.title),
  process: defineProcess({
    title: words, version: 1,
    steps: [{ when: { field: 'importance', is: 'important' }, then: [decide('sign', { title: words, who: { post: 'gm', of: 'company' }, entry: 'chancery.docs.v1.ProposeEntry' })] }, doing('number', { title: words, verb: { zh: '编号', en: 'Number' }, who: { post: 'clerk', of: 'company' }, entry: 'chancery.docs.v1.NumberEntry' })],
  }),
  check: () => void calls.push('form'),
  checkEntry: { number: async () => void calls.push('number') },
  effects: { number: async () => undefined },
} as Kind<Fields, unknown>);
const stating = (step: string, entry: Fields): Promise<Refusal> => refusalOf(() => kind.checkEntry![step]!({ entry } as never));

beforeEach(() => void (calls.length = 0));

test('[APR-26] the material fields of a kind are those that its contract marks', () => {
  expect(kind.material).toEqual(['title', 'documentKind', 'text', 'addressees', 'outsideAddressees', 'copiesTo', 'importance', 'secrecy', 'copies', 'attachments']);
});

test('[APR-14] a form that counts is whole before the kind’s own rules are asked', async () => {
  await kind.check!(whole, {} as never);
  expect(calls).toEqual(['form']);
  expect(await refusalOf(() => kind.check!({ ...whole, title: '' }, {} as never))).toMatchObject({ kind: 'invalid', details: { fields: [{ field: 'form.title' }] } });
  expect(calls).toEqual(['form']);
});

test('[APR-14] what is stated at a step is checked by its contract, wherever in the process it stands', async () => {
  expect(await stating('sign', { importance: 'vital' })).toMatchObject({ kind: 'invalid', details: { fields: [{ field: 'entry.importance' }] } });
  expect(await stating('number', { mark: '字'.repeat(21) })).toMatchObject({ kind: 'invalid', details: { fields: [{ field: 'entry.mark' }] } });
  expect(await stating('number', { colour: 'red' })).toMatchObject({ code: 'unknown-field' });
  expect(calls).toEqual([]);
  await kind.checkEntry!.number!({ entry: { mark: '衡建发' } } as never);
  expect(calls).toEqual(['number']);
});

test('[APR-14] of a form only what a person may state is stored: what the service works out is never taken from outside', () => {
  expect(readForm(schema, { ...whole, direction: 'up' }, false)).toEqual(whole);
  expect(readForm(schema, { title: '草稿' }, true)).toEqual({ title: '草稿' });
});

test('[APR-02] a form is drawn from its descriptor: label, type, what is required, material, repeated', () => {
  const fields = new Map(fieldsOf(schema).map((field) => [field.name, field]));
  expect(fields.get('title')).toMatchObject({ label: { zh: '标题', en: 'Title' }, type: 'text', required: true, material: true, repeated: false, maxLength: 120, computed: false });
  expect(fields.get('documentKind')).toMatchObject({ type: 'choice', choices: expect.arrayContaining([{ value: 'notice', zh: '通知', en: 'Notice' }]) });
  expect(fields.get('text')).toMatchObject({ type: 'text-document', fields: [] });
  expect(fields.get('addressees')).toMatchObject({ type: 'company', repeated: true, required: false });
  expect(fields.get('countersigners')).toMatchObject({ type: 'department', repeated: true, material: false });
  expect(fields.get('attachments')).toMatchObject({ type: 'file', repeated: true });
  expect(fields.get('copies')).toMatchObject({ type: 'number' });
  expect(fields.get('followUp')).toMatchObject({ type: 'boolean' });
  expect(fields.get('direction')).toMatchObject({ computed: true });
  for (const { name, label } of fields.values()) expect([name, !!label?.zh && !!label.en]).toEqual([name, true]);
});

test('[APR-02] the button bears the step’s own word for what the step is about, and the operation’s else', () => {
  const step = doing('number', { title: words, verb: { zh: '编号', en: 'Number' }, who: { post: 'clerk', of: 'company' } });
  expect(verbOf('done', step)).toEqual({ zh: '编号', en: 'Number' });
  expect(verbOf('redo', step).zh).not.toBe('编号');
  expect(verbOf('return', step)).toEqual({ zh: '退回', en: 'Return' });
});

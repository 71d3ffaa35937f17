import { canonical, hashForm } from './hash';

test('[APR-26] the content hash stands on the material fields alone, whatever their order', () => {
  const form = { title: '关于召开会议的通知', copies: 3, parts: { b: 1, a: [1, { d: 2, c: 3 }] } };
  expect(hashForm(form)).toBe(hashForm({ parts: { a: [1, { c: 3, d: 2 }], b: 1 }, copies: 3, title: form.title }));
  expect(hashForm(form, ['title', 'copies'])).toBe(hashForm({ ...form, remark: '急' }, ['title', 'copies']));
  expect(hashForm(form, ['title', 'copies'])).not.toBe(hashForm({ ...form, copies: 4 }, ['title', 'copies']));
});

test('[OP-862] number and date, given after signature, leave the content hash as it is', () => {
  const material = ['title', 'copies'];
  expect(hashForm({ title: '通知', copies: 1 }, material)).toBe(
    hashForm({ title: '通知', copies: 1, number: '衡办〔2026〕3号', date: '2026-11-02' }, material),
  );
});

test('[APR-26] the hash is SHA-256 of the canonical text, so that anybody can work it out', () => {
  expect(canonical({ b: [true, null], a: '"' })).toBe('{"a":"\\"","b":[true,null]}');
  expect(hashForm({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
});

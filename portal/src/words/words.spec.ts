import { label, language, named, pattern, personName, say, speak, t } from './index';

test('values are put into their places and a number chooses between one and other', () => {
  expect(pattern('{n} {n?change|changes}', { n: 1 })).toBe('1 change');
  expect(pattern('{n} {n?change|changes}', { n: 3 })).toBe('3 changes');
  expect(pattern('urged {n?once|{n} times}', { n: 2 })).toBe('urged 2 times');
  expect(pattern('{who}退回', {})).toBe('{who}退回');
});

test('the same key speaks both languages, a label and a name follow', () => {
  const store = new Map<string, string>();
  Object.assign(globalThis, { localStorage: { setItem: (key: string, value: string) => store.set(key, value), getItem: (key: string) => store.get(key) ?? null } });
  expect(t('nav.inbox')).toBe('待办');
  speak('en');
  expect([language(), t('nav.inbox'), label({ zh: '签发', en: 'Sign for issue' }), named({ zh: '衡川' }), personName({ name: '周敏', nameEn: 'Zhou Min' })]).toEqual(['en', 'Inbox', 'Sign for issue', '衡川', 'Zhou Min']);
  expect(say('state.running', '?')).toBe('Running');
  expect(say('state.unheard', '?')).toBe('?');
  speak('zh');
  expect(store.get('chancery.language')).toBe('zh');
});

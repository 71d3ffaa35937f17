import { check, fill, Refusal, rule } from './index';

const lentSeal = rule('SEAL-06', { zh: '外借中的印章不得用印', en: 'A lent seal cannot be used' }, (seal: { state: string }) => seal.state !== 'lent');

test('a rule refuses with its own id and words, and lets the rest pass', () => {
  expect(() => check(lentSeal, { state: 'kept' })).not.toThrow();
  try {
    check(lentSeal, { state: 'lent' });
    throw new Error('not refused');
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ kind: 'refused', code: 'SEAL-06', words: { zh: '外借中的印章不得用印' }, details: { rule: 'SEAL-06' } });
  }
});

test('arguments are put into their places, unknown places stay', () => {
  expect(fill('{who}已于{time}处理', { who: '周敏', time: '13:02' })).toBe('周敏已于13:02处理');
  expect(fill('{who} {else}', { who: 'a' })).toBe('a {else}');
});

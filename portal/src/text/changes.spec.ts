import { paragraph } from './blocks';
import { compare, countChanges, stretches } from './changes';

test('[DOUT-02] a reworded sentence shows what was struck and what was put in', () => {
  expect(stretches('检查组由安全管理部牵头，相关部门参加。', '检查组由安全管理部牵头，工程管理部派二人。')).toEqual([
    { kind: 'same', text: '检查组由安全管理部牵头，' },
    { kind: 'del', text: '相关' }, { kind: 'ins', text: '工程管理' }, { kind: 'same', text: '部' }, { kind: 'del', text: '门参加' }, { kind: 'ins', text: '派二人' }, { kind: 'same', text: '。' },
  ]);
});

test('figures are compared whole', () => {
  expect(stretches('共43个', '共435个')).toEqual([{ kind: 'same', text: '共' }, { kind: 'del', text: '43' }, { kind: 'ins', text: '435' }, { kind: 'same', text: '个' }]);
});

test('[DOUT-02] paragraphs that stay are not changes, those that came, went or were reworded are', () => {
  const old = [paragraph('甲段。'), paragraph('乙段。'), paragraph('丁段。')];
  const fresh = [paragraph('甲段。'), paragraph('乙段改。'), paragraph('丙段。'), paragraph('丁段。')];
  const compared = compare(old, fresh);
  expect(countChanges(compared)).toBe(2);
  expect(compared.map((one) => one.changed)).toEqual([false, true, true, false]);
  expect(compare(old, old).some((one) => one.changed)).toBe(false);
  expect(compare([], fresh)).toHaveLength(4);
});

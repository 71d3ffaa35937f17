import { stateSecretMark } from './secrecy';

test.each([
  ['机密★1年', '机密'],
  ['绝 密 ★ 长期', '绝密'],
  ['★秘密', '秘密'],
  ['【机密】关于某项目的报告', '机密'],
  ['关于某项目的报告（秘密）', '秘密'],
  ['正文第一行\n 机　密 \n正文', '机密'],
  ['秘密10年', '秘密'],
])('[SEC-01] %j bears a state-secret mark', (text, mark) => {
  expect(stateSecretMark(text)).toBe(mark);
});

test.each(['关于加强国家秘密保护工作的通知', '不得泄露商业秘密', '机密性、完整性与可用性', '普通商密★3年', '严守秘密'])('[SEC-01] %j bears none', (text) => {
  expect(stateSecretMark(text)).toBeUndefined();
});

import { Refusal } from '@chancery/domain';
import { TEXT } from './content';
import { refuseStateSecrets } from './secrets';

const text = (...lines: string[]): Buffer => Buffer.from(JSON.stringify({ blocks: [...lines.map((line) => ({ type: 'paragraph', text: line })), { type: 'table', rows: [{ cells: ['甲', lines[0] ?? ''] }] }] }));
const refused = (name: string, mediaType: string, bytes: Buffer): string => {
  try {
    refuseStateSecrets(name, mediaType, bytes);
    return '';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

test('[SEC-01] a text that bears a state-secret mark is refused, in a paragraph or a cell', () => {
  expect(refused('正文', TEXT, text('机密★3年', '各公司：'))).toBe('SEC-01');
  expect(refused('正文', TEXT, text('正文', '【秘密】'))).toBe('SEC-01');
  expect(refused('说明.txt', 'text/plain', Buffer.from('第一行\n绝密\n'))).toBe('SEC-01');
  expect(refused('正文', TEXT, text('各公司：', '要保守国家秘密。'))).toBe('');
});

test('[SEC-01] a scan or attachment whose name bears a mark is refused', () => {
  expect(refused('【机密】扫描件.pdf', 'application/pdf', Buffer.from('%PDF-1.7'))).toBe('SEC-01');
  expect(refused('秘密.pdf', 'application/pdf', Buffer.from('%PDF-1.7'))).toBe('SEC-01');
  expect(refused('保密工作总结.pdf', 'application/pdf', Buffer.from('%PDF-1.7'))).toBe('');
});

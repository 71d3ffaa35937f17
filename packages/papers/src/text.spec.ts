import { canonicalText, contentHash, type TextBlock } from './index';

const blocks: TextBlock[] = [
  { type: 'heading', level: 1, text: '工作准备', rows: [] },
  { type: 'paragraph', level: 0, text: '每天提前10分钟到岗。', rows: [] },
  { type: 'table', text: '', rows: [{ cells: ['甲', ''] }] },
];

test('[APR-26] the content hash does not depend on typing: blanks at the ends, composed letters, line ends, empty blocks, order of fields', () => {
  const typed: TextBlock[] = [
    { text: ' 工作准备\u3000', level: 1, type: 'heading' },
    { type: 'paragraph', text: '' },
    { rows: [], type: 'paragraph', text: '\u3000\u3000每天提前10分钟到岗。\r\n', level: 0 },
    { type: 'table', text: ' ', rows: [{ cells: ['甲 ', ''] }, { cells: ['', ''] }] },
  ];
  expect(canonicalText(typed)).toBe(canonicalText(blocks));
  expect(contentHash([{ type: 'paragraph', text: 'Cafe\u0301' }])).toBe(contentHash([{ type: 'paragraph', text: 'Café' }]));
});

test('[APR-26] any change that a reader would see changes the content hash', () => {
  const changed: TextBlock[][] = [
    blocks.slice(0, 2),
    [blocks[1]!, blocks[0]!, blocks[2]!],
    [{ ...blocks[0]!, level: 2 }, ...blocks.slice(1)],
    [{ ...blocks[0]!, type: 'paragraph', level: 0 }, ...blocks.slice(1)],
    [blocks[0]!, { type: 'paragraph', text: '每天提前11分钟到岗。' }, blocks[2]!],
    [...blocks.slice(0, 2), { type: 'table', text: '', rows: [{ cells: ['', '甲'] }] }],
    [...blocks.slice(0, 2), { type: 'table', text: '', rows: [{ cells: ['甲'] }, { cells: ['乙'] }] }],
  ];
  expect(new Set([blocks, ...changed].map(contentHash)).size).toBe(changed.length + 1);
});

test('[APR-26] the canonical form is frozen: stored hashes must stay valid', () => {
  expect(canonicalText(blocks)).toBe('[{"type":"heading","level":1,"text":"工作准备"},{"type":"paragraph","text":"每天提前10分钟到岗。"},{"type":"table","rows":[{"cells":["甲",""]}]}]');
  expect(contentHash([{ type: 'paragraph', text: '特此通知。' }])).toBe('34a76a853c5a3521662b2572844b2bbce7af3d180c062468c16801d191411192');
});

import { chinese, marks } from './numbering';
import { fromText } from './paste';

const heading = (level: number) => ({ type: 'heading', level });

test('[DOUT-04] headings are numbered 一、（一）1.（1） and a higher one starts the lower anew', () => {
  expect(marks([heading(1), { type: 'paragraph', level: 0 }, heading(2), heading(2), heading(3), heading(4), heading(1), heading(2)])).toEqual(['一、', '', '（一）', '（二）', '1.', '（1）', '二、', '（一）']);
  expect([1, 10, 11, 20, 21, 99].map(chinese)).toEqual(['一', '十', '十一', '二十', '二十一', '九十九']);
});

test('pasted text is split into paragraphs, and its levels are seen', () => {
  const blocks = fromText('各部门：\r\n\r\n一、检查范围\n在建项目共43个。\n（一）深基坑\n1. 支护\n（1）监测\n2026年11月24日\n3.5 万元的设备已到位');
  expect(blocks.map(({ type, level, text }) => [type, level, text])).toEqual([
    ['paragraph', 0, '各部门：'], ['heading', 1, '检查范围'], ['paragraph', 0, '在建项目共43个。'], ['heading', 2, '深基坑'],
    ['heading', 3, '支护'], ['heading', 4, '监测'], ['paragraph', 0, '2026年11月24日'], ['paragraph', 0, '3.5 万元的设备已到位'],
  ]);
});

test('a numbered sentence stays a paragraph with its number', () => {
  expect(fromText('1.各单位应当于12月10日前完成自查。')).toEqual([{ type: 'paragraph', level: 0, text: '1.各单位应当于12月10日前完成自查。', rows: [] }]);
});

import { atLevel, deeper, join, paragraph, paste, split, written } from './blocks';

const two = [{ ...paragraph('检查范围'), type: 'heading', level: 1 }, paragraph('在建项目共43个。')];

test('Enter splits at the cursor, and a heading is followed by a paragraph', () => {
  expect(split(two, { block: 1, offset: 4 })).toEqual({ blocks: [two[0], paragraph('在建项目'), paragraph('共43个。')], spot: { block: 2, offset: 0 } });
  expect(split(two, { block: 0, offset: 4 }).blocks[1]).toEqual(paragraph(''));
  expect(split(two, { block: 0, offset: 0 }).blocks.slice(0, 2)).toEqual([paragraph(''), two[0]]);
});

test('Backspace at the start undoes the heading first, then joins', () => {
  expect(join(two, 0)?.blocks[0]).toEqual(paragraph('检查范围'));
  expect(join([paragraph('甲'), paragraph('乙')], 1)).toEqual({ blocks: [paragraph('甲乙')], spot: { block: 0, offset: 1 } });
  expect(join([paragraph('甲')], 0)).toBeUndefined();
});

test('Tab goes deeper up to level four and back to a paragraph', () => {
  expect(deeper(two, 0, 1)[0]).toMatchObject({ type: 'heading', level: 2 });
  expect(deeper(two, 0, -1)[0]).toMatchObject({ type: 'paragraph', level: 0 });
  expect(deeper(atLevel(two, 0, 4), 0, 1)[0]).toMatchObject({ level: 4 });
});

test('pasting in the middle keeps what stands before and after', () => {
  const { blocks, spot } = paste([paragraph('前后')], { block: 0, offset: 1 }, 1, '一、总则\n第二段');
  expect(blocks.map((one) => one.text)).toEqual(['前总则', '第二段后']);
  expect(spot).toEqual({ block: 1, offset: 3 });
  expect(written([paragraph(' ')])).toBe(false);
  expect(written(blocks)).toBe(true);
});

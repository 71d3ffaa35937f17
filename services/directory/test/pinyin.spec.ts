import { demoOrganisation } from '@chancery/embedded';
import { initialsOf } from '../src/organisation/pinyin';

test('initials are those of the syllables, in every name of the demonstration group', () => {
  expect(initialsOf('林海燕', 'Lin Haiyan')).toBe('lhy');
  expect(initialsOf('欧阳飞', 'Ouyang Fei')).toBe('oyf');
  expect(initialsOf('吕国强', 'Lü Guoqiang')).toBe('lgq');
  expect(initialsOf('鄂平', 'E Ping')).toBe('ep');
  expect(initialsOf('阿卜杜热合曼·买买提依明', 'Abdurahman Mamatimin')).toBe('am');
  for (const { name, nameEn } of demoOrganisation().people.filter((one) => one.name.length < 5))
    expect([name, initialsOf(name, nameEn).length]).toEqual([name, name.length]);
});

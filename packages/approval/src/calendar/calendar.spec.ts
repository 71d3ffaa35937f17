import { workingCalendar } from './calendar';
import { years } from './years';

const calendar = workingCalendar();
/** Local time of Shanghai. */
const at = (text: string): Date => new Date(`${text}:00+08:00`);

test('[APR-08] 2026 has 33 holiday dates and six make-up working days, as published', () => {
  const dates = Array.from({ length: 365 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10));
  const weekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());
  expect(dates.filter((date) => weekend(date) && calendar.isWorkingDay(date))).toEqual([
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ]);
  const stated = years[2026]!.off.flatMap((range) => {
    const [first, last = first] = range.split('..');
    return dates.filter((date) => date.slice(5) >= first! && date.slice(5) <= last!);
  });
  expect(stated).toHaveLength(33);
  expect(stated.filter((date) => calendar.isWorkingDay(date))).toEqual([]);
});

test('[APR-08] due times count working days over holidays and make-up days', () => {
  expect(calendar.add(at('2026-02-13T10:00'), '1wd')).toEqual(at('2026-02-14T10:00'));
  expect(calendar.add(at('2026-02-14T10:00'), '1wd')).toEqual(at('2026-02-24T10:00'));
  expect(calendar.add(at('2026-03-06T10:00'), '1wd')).toEqual(at('2026-03-09T10:00'));
  expect(calendar.add(at('2026-03-06T18:00'), '1wd')).toEqual(at('2026-03-09T17:30'));
});

test('[APR-08] working hours stop at noon and in the evening', () => {
  expect(calendar.add(at('2026-03-10T11:00'), '4wh')).toEqual(at('2026-03-10T16:30'));
  expect(calendar.add(at('2026-03-10T17:00'), '1wh')).toEqual(at('2026-03-11T09:00'));
  expect(calendar.seconds(at('2026-03-10T11:30'), at('2026-03-10T14:00'))).toBe(3600);
  expect(calendar.seconds(at('2026-03-06T17:00'), at('2026-03-09T09:00'))).toBe(3600);
  expect(calendar.seconds(at('2026-03-09T09:00'), at('2026-03-06T17:00'))).toBe(0);
});

test('[APR-08] a year whose calendar is not published is provisional, with the thirteen days of the law', () => {
  expect(calendar.status(2026)).toBe('published');
  expect(calendar.status(2027)).toBe('provisional');
  expect(calendar.status(2031)).toBe('provisional');
  expect(calendar.isWorkingDay('2027-01-01')).toBe(false);
  expect(calendar.isWorkingDay('2027-02-05')).toBe(false);
  const law = Array.from({ length: 365 }, (_, index) => new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10)).filter(
    (date) => !calendar.isWorkingDay(date) && ![0, 6].includes(new Date(date).getUTCDay()),
  );
  expect(law).toEqual(['2027-01-01', '2027-02-05', '2027-02-08', '2027-04-05', '2027-06-09', '2027-09-15', '2027-10-01']);
});

test('[APR-08] publishing a year moves the due times that are worked out from then on', () => {
  const later = workingCalendar({ 2027: { status: 'published', off: ['01-01..01-03'], worked: ['01-09'] } });
  expect(calendar.add(at('2027-01-08T10:00'), '1wd')).toEqual(at('2027-01-11T10:00'));
  expect(later.add(at('2027-01-08T10:00'), '1wd')).toEqual(at('2027-01-09T10:00'));
});

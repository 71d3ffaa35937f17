import { paragraph } from '../../../text/blocks';
import { checks } from './checks';

test('[DOUT-09] a request names one addressee; the rest become copies with one press', () => {
  const hints = checks({ title: '请示', documentKind: 'request', addressees: ['a', 'b'], copiesTo: ['c'] }, [paragraph('妥否，请批复。')]);
  expect(hints).toHaveLength(1);
  expect(hints[0]).toMatchObject({ must: true, mend: { form: { addressees: ['a'], copiesTo: ['c', 'b'] } } });
});

test('what is missing is named, what is complete is not', () => {
  expect(checks({}, [paragraph('')]).map((one) => one.must)).toEqual([true, true, true]);
  expect(checks({ title: '通知', documentKind: 'notice', addressees: ['a', 'b'] }, [paragraph('正文')])).toEqual([]);
});

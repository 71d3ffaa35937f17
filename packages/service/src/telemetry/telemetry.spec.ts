import { createLog, currentTrace, inTrace, traceFrom } from './index';

const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const lines: Record<string, unknown>[] = [];
const log = createLog('docs', 'info', { write: (line: string) => void lines.push(JSON.parse(line)) });
beforeEach(() => void (lines.length = 0));

test('a trace goes on with the caller’s id and a step of its own', () => {
  const trace = traceFrom(parent);
  expect(trace.id).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  expect(trace.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$/);
  expect(trace.traceparent).not.toBe(parent);
});

test.each([undefined, '', 'nonsense', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `${parent}\r\nx: y`])('what is no trace (%j) begins a new one', (given) => {
  const trace = traceFrom(given);
  expect(trace.id).toMatch(/^[0-9a-f]{32}$/);
  expect(trace.id).not.toMatch(/^0+$/);
  expect(trace.id).not.toBe('4bf92f3577b34da6a3ce929d0e0e4736');
});

test('every line of the log names service and trace', async () => {
  await inTrace(traceFrom(parent), async () => {
    await Promise.resolve();
    expect(currentTrace()?.id).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    log.info({ fired: 2 }, 'timers fired');
  });
  log.warn({}, 'outside');
  expect(lines).toMatchObject([{ service: 'docs', trace: '4bf92f3577b34da6a3ce929d0e0e4736', fired: 2, msg: 'timers fired' }, { service: 'docs', msg: 'outside' }]);
  expect(lines[1]).not.toHaveProperty('trace');
});

test('[SEC-05] tokens, forms, opinions and titles never reach the log', () => {
  log.error({ form: { title: '机要' }, opinion: '同意', headers: { authorization: 'Bearer eyJ' }, matter: { title: '关于', id: 'm' } }, 'a defect');
  const text = JSON.stringify(lines);
  for (const secret of ['机要', '同意', 'eyJ', '关于']) expect(text).not.toContain(secret);
  expect(lines[0]).toMatchObject({ matter: { id: 'm' } });
});

test('an error is logged whole', () => {
  log.error({ error: new Error('broken') }, 'a defect');
  expect(lines[0]).toMatchObject({ error: { message: 'broken', stack: expect.stringContaining('telemetry.spec') } });
});

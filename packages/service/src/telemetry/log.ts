import pino from 'pino';
import type { Log } from '../manifest';
import { currentTrace } from './trace';

/** Names of values that never reach a log, whatever object they come in: tokens, texts, opinions, names of people. */
const SECRET = ['authorization', 'token', 'password', 'secret', 'cookie', 'form', 'entry', 'opinion', 'title', 'username', 'name_en', 'nameEn'];

/** Lines of JSON with service and trace; without personal data (SEC-05). */
export function createLog(service: string, level = 'info', destination?: pino.DestinationStream): Log {
  const paths = SECRET.flatMap((name) => [name, `*.${name}`]);
  const options: pino.LoggerOptions = {
    level,
    base: { service },
    redact: { paths, censor: '[removed]' },
    mixin: () => {
      const trace = currentTrace();
      return trace ? { trace: trace.id } : {};
    },
    serializers: { err: pino.stdSerializers.err, error: (value: unknown) => (value instanceof Error ? pino.stdSerializers.err(value) : value) },
  };
  return destination ? pino(options, destination) : pino(options);
}

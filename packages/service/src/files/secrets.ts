import { Refusal, stateSecretMark } from '@chancery/domain';
import { TEXT } from './content';

/** What of a file can be read here as text: the words of a structured or plain text. Scans and office files are judged by their name. */
function words(mediaType: string, bytes: Buffer): string[] {
  if (mediaType === 'text/plain') return [bytes.toString('utf8')];
  if (mediaType !== TEXT) return [];
  return strings(JSON.parse(bytes.toString('utf8')));
}

/** Every string of a JSON value, wherever it stands. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}

/**
 * Refuses what bears a state-secret mark before a byte of it is stored, in every service (SEC-01).
 *
 * @throws Refusal `SEC-01`.
 */
export function refuseStateSecrets(name: string, mediaType: string, bytes: Buffer): void {
  const mark = [name.replace(/\.[a-z0-9]{1,8}$/i, ''), ...words(mediaType, bytes)].map(stateSecretMark).find(Boolean);
  if (mark)
    throw new Refusal(
      'refused',
      'SEC-01',
      { zh: '标有“{mark}”的内容不得进入本平台，只能登记纸质件', en: 'What is marked {mark} is a state secret and may not enter; only its paper may be registered' },
      { rule: 'SEC-01', arguments: { mark } },
    );
}

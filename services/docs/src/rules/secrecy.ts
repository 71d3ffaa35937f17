import { rule, stateSecretMark } from '@chancery/domain';

export const PAPER_ONLY_TITLE = '涉密文件';
const ABOVE_INTERNAL = ['commercial-secret', 'core-commercial-secret'];

/** Is the level above 内部 internal, so that its title stays off the bus (SEC-05). */
export const aboveInternal = (secrecy: string): boolean => ABOVE_INTERNAL.includes(secrecy);

export const noStateSecrets = rule(
  'SEC-01',
  { zh: '标有“{mark}”的内容不得进入本平台，只能登记纸质件', en: 'What is marked {mark} is a state secret and may not enter; only its paper may be registered' },
  (texts: string[]) => !texts.some((text) => stateSecretMark(text)),
);

export const paperOnlySaysNothing = rule(
  'SEC-01',
  { zh: '仅登记纸质的涉密文件，题名只写“涉密文件”，不填字号、页数，不附文件', en: 'A paper-only line has the title 涉密文件 and nothing more: no number, no pages, no file' },
  (line: { secrecy: string; title: string; documentNumber: string; documentKind: string; pages: number; scans: number }) =>
    line.secrecy !== 'paper-only' || (line.title === PAPER_ONLY_TITLE && !line.documentNumber && line.documentKind === 'other' && line.pages === 0 && line.scans === 0),
);

export const secretHasATerm = rule(
  'SEC-02',
  { zh: '商密文件须写明保密期限；公开、内部文件不写', en: 'A commercial secret has a term of secrecy; public and internal documents have none' },
  (document: { secrecy: string; secrecyYears: number }) => aboveInternal(document.secrecy) === document.secrecyYears > 0,
);

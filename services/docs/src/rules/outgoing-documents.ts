import { rule, type Company } from '@chancery/domain';

export interface Recipients {
  own: string;
  addressees: string[];
  outside: string[];
  copies: string[];
  companies: ReadonlyMap<string, Company>;
  relation(other: string): 'superior' | 'subordinate' | 'peer';
}

const DIRECTIONS = { subordinate: 'down', superior: 'up', peer: 'level' } as const;

/** 行文方向 — down, up or level by the tree; undefined where the addressees stand differently. Only outside ones: level. */
export function directionOf({ addressees, outside, relation }: Pick<Recipients, 'addressees' | 'outside' | 'relation'>): 'down' | 'up' | 'level' | undefined {
  const directions = new Set([...addressees.map((other) => DIRECTIONS[relation(other)]), ...outside.map(() => DIRECTIONS.peer)]);
  const [only] = directions;
  return directions.size === 1 ? only : undefined;
}

export const hasAddressee = rule(
  'DOUT-07',
  { zh: '至少要有一个主送单位', en: 'A document has at least one addressee' },
  (to: Recipients) => to.addressees.length + to.outside.length > 0,
);

export const addresseesAreCompanies = rule(
  'DOUT-07',
  { zh: '主送、抄送须是集团内存续的其他公司，且不重复', en: 'Addressees and copies are other companies of the group that still exist, each named once' },
  (to: Recipients) => {
    const all = [...to.addressees, ...to.copies];
    return new Set(all).size === all.length && all.every((id) => id !== to.own && to.companies.has(id) && to.companies.get(id)?.state !== 'dissolved');
  },
);

export const addresseesInOneDirection = rule(
  'DOUT-07',
  { zh: '主送单位须同为下级、同为上级或同为平级；其他单位请改为抄送', en: 'Addressees are all subordinate, all superior or all peers; name the others under copies' },
  (to: Recipients) => directionOf(to) !== undefined,
);

export const companyHasMark = rule(
  'DOUT-03',
  { zh: '本公司还没有机关代字，不能编号', en: 'The company has no agency mark, so no number can be given' },
  (company: Pick<Company, 'agencyMark'>) => company.agencyMark !== '',
);

export const markIsTheCompanys = rule(
  'DOUT-03',
  { zh: '“{mark}”不是本公司的机关代字', en: '{mark} is not an agency mark of the company' },
  ({ mark, own }: { mark: string; own: string }) => mark === '' || mark === own,
);

export const numberedOnce = rule('DOUT-03', { zh: '这份文件已经编号', en: 'The document has its number already' }, (line: object | null) => line === null);

export const numberedBeforePrinting = rule('DOUT-01', { zh: '尚未编号，不能打印', en: 'Without a number the document cannot be printed' }, (line: object | null) => line !== null);

export const signedBeforePrinting = rule(
  'DOUT-13',
  { zh: '尚未签发，不能编号、打印', en: 'Before it is signed for issue a document is neither numbered nor printed' },
  (signature: object | null) => signature !== null,
);

export const sameTextAsSigned = rule(
  'DOUT-02',
  { zh: '文稿与签发的文本不一致', en: 'The text differs from the one that was signed' },
  ({ now, signed }: { now: string; signed: string | undefined }) => now === signed,
);

export const paperIsMade = rule(
  'DOUT-18',
  { zh: '纸面正在排版，请稍候再校对', en: 'The paper is being typeset; proofread it in a moment' },
  (paper: object | null) => paper !== null,
);

export const paperIsTheOneCompared = rule(
  'DOUT-18',
  { zh: '校对的纸面不是最近排版的那一份', en: 'The paper compared is not the one that was typeset last' },
  ({ compared, latest }: { compared: string; latest: string }) => compared === '' || compared === latest,
);

export const proofreadBeforeIssue = rule(
  'DOUT-01',
  { zh: '纸面尚未校对，不能发文', en: 'Before its paper is proofread a document cannot be issued' },
  (paper: { proofreadAt: Date | null } | null) => paper?.proofreadAt != null,
);

export const notIssuedTwice = rule('DOUT-05', { zh: '这份文件已经发出', en: 'The document has been issued already' }, (line: { issuedAt: Date | null }) => line.issuedAt === null);

const WORDS = '绝密|机密|秘密';
/** 机密★1年, ★机密 */
const STARRED = new RegExp(`(${WORDS})级?[★☆]|[★☆](${WORDS})`);
/** 【机密】, （秘密） */
const BRACKETED = new RegExp(`[【\\[（(〔《](${WORDS})级?(\\d+年|长期)?[】\\]）)〕》]`);
/** A line that is the mark and its term, nothing else. */
const ALONE = new RegExp(`^(${WORDS})级?(\\d+年|长期|事项|文件)?[:：]?$`);

/**
 * 国家秘密标志 — the state-secret mark that a text bears, as `机密`; undefined where it bears none. Words in a sentence (保守国家秘密)
 * are no mark; spaces do not hide one (SEC-01).
 */
export function stateSecretMark(text: string): string | undefined {
  for (const line of text.normalize('NFKC').split(/[\r\n]+/)) {
    const dense = line.replace(/\s+/g, '');
    const found = STARRED.exec(dense) ?? BRACKETED.exec(dense) ?? ALONE.exec(dense);
    if (found) return new RegExp(WORDS).exec(found[0])?.[0];
  }
  return undefined;
}

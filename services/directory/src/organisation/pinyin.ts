const syllable =
  /^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|ue|ui|un|uo|a|o|e|i|u)$/;

/** Latin letters without tones and marks, in small letters. */
export const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Splits letters into so many syllables; nothing where they are not pinyin. */
function split(letters: string, count: number): string[] | undefined {
  if (count === 1) return syllable.test(letters) ? [letters] : undefined;
  for (let at = Math.min(6, letters.length - 1); at > 0; at -= 1) {
    const rest = syllable.test(letters.slice(0, at)) ? split(letters.slice(at), count - 1) : undefined;
    if (rest) return [letters.slice(0, at), ...rest];
  }
  return undefined;
}

/** 拼音首字母 — what is typed for a name: 林海燕 (Lin Haiyan) → `lhy`. Names that are not Chinese give the initials of their words. */
export function initialsOf(name: string, nameEn: string): string {
  const words = plain(nameEn).split(/[\s-]+/);
  const signs = name.match(/\p{Script=Han}/gu)?.length ?? 0;
  const syllables = signs ? split(words.join(''), signs) : undefined;
  return (syllables ?? words).map((part) => part[0] ?? '').join('');
}

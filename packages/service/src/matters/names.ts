import type { Person } from '@chancery/contracts/chancery/approval/v1/approval';
import type { Directory, Words } from '@chancery/domain';

export type Language = 'zh' | 'en';

const office: Words = { zh: '办公室', en: 'Office' };
const system: Words = { zh: '系统', en: 'System' };

/** Words that a person reads. */
export const said = (words: Words | undefined, language: Language): string => words?.[language] ?? '';
export const labelOf = (words: Words | undefined): Words | undefined => words && { zh: words.zh, en: words.en };

/** A person as a screen shows one, with the post held in that company. `office` and `system` are shown by their words. */
export function personOf(id: string, company: string, directory: Directory, language: Language): Person {
  const nobody = { id, name: '', nameEn: '', post: '', department: '', company: '' };
  if (id === 'office' || id === 'system') {
    const words = id === 'office' ? office : system;
    return { ...nobody, name: said(words, language), nameEn: words.en };
  }
  const one = directory.people.get(id);
  if (!one) return nobody;
  const held = one.holdings.find((holding) => holding.companyId === company) ?? one.holdings[0];
  const department = directory.departments.get(held?.departmentId ?? '');
  const place = held && held.companyId !== company ? directory.companies.get(held.companyId) : undefined;
  return {
    id,
    name: one.name,
    nameEn: one.nameEn,
    post: (language === 'en' ? held?.titleEn : held?.title) ?? '',
    department: (language === 'en' ? department?.nameEn : department?.name) ?? '',
    company: (language === 'en' ? place?.nameEn : place?.shortName) ?? '',
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Names of whatever the form mentions by id: people, departments, companies. No id is ever shown. */
export function namesIn(value: unknown, directory: Directory, found = new Map<string, { id: string; zh: string; en: string }>()): Map<string, { id: string; zh: string; en: string }> {
  if (typeof value === 'string' && UUID.test(value)) {
    const company = directory.companies.get(value);
    const named = directory.people.get(value) ?? directory.departments.get(value);
    if (company) found.set(value, { id: value, zh: company.shortName || company.name, en: company.nameEn });
    else if (named) found.set(value, { id: value, zh: named.name, en: named.nameEn });
  } else if (value && typeof value === 'object') for (const inner of Object.values(value)) namesIn(inner, directory, found);
  return found;
}

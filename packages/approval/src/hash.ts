import { createHash } from 'node:crypto';
import type { Fields, Json } from './matter';

/** Canonical JSON: keys sorted, no spaces. Absent values are left out, so that a default that is not sent changes nothing. */
export function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/**
 * 内容哈希 — SHA-256 (hex) over the canonical text of the material fields (APR-26). Number and date are no fields of the form: they come
 * after signature and change nothing (OP-862). Without `material` every field counts.
 *
 * @example hashForm({ title: '通知', copies: 3, note: 'x' }, ['title', 'copies'])
 */
export function hashForm(form: Fields, material?: string[]): string {
  const text = material ? Object.fromEntries(material.filter((field) => form[field] !== undefined).map((field) => [field, form[field]!])) : form;
  return createHash('sha256').update(canonical(text)).digest('hex');
}

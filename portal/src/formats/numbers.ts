import { language } from '../words';

const grouped = (amount: string): string => {
  const [whole = '', part = ''] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${part.padEnd(2, '0')}`;
};

/** An exact amount: 386,000.00 元; English CNY 386,000.00. Never through a float. */
export function money(value: { amount?: string; currency?: string } | undefined): string {
  if (!value?.amount) return '';
  const amount = grouped(value.amount);
  if (language() === 'en') return `${value.currency ?? 'CNY'} ${amount}`;
  return value.currency && value.currency !== 'CNY' ? `${amount} ${value.currency}` : `${amount} 元`;
}

export const bytes = (size: number | undefined): string => {
  if (!size) return '';
  return size < 1_048_576 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1_048_576).toFixed(1)} MB`;
};

/** 金额 — exact amount as text with its currency; never a float (FIN-04). */
export interface Money {
  /** Decimal digits, at most four after the point: `386000.00`. */
  amount: string;
  /** ISO 4217, as `CNY`. */
  currency: string;
}

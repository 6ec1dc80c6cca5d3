import { currencyExponent } from '#lib/money/currency.ts'

/** `179.5, 'INR'` → `17950n`: the seed-shaped answers carry major units (D2); everything shown starts from minor ones. */
export function minorOfMajor({ amount, currency }: { amount: number; currency: string }): bigint {
  return BigInt(Math.round(amount * 10 ** currencyExponent(currency)))
}

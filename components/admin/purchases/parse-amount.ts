import { currencyExponent } from '#lib/money/currency.ts'

/** What somebody typed as an amount of a currency, in minor units: "12.5" → 1250. Null for what is none. */
export function parseAmount(text: string, currency: string): number | null {
  const [, whole = '', decimals = ''] = /^\s*(\d{1,12})(?:\.(\d+))?\s*$/.exec(text) ?? []
  const exponent = currencyExponent(currency)
  if (whole === '' || decimals.length > exponent) return null
  return Number(`${whole}${decimals.padEnd(exponent, '0')}`)
}

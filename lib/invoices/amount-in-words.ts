import { ToWords } from 'to-words/en-IN'
import { toDecimalString } from '#lib/money/currency.ts'

const words = new ToWords()

/**
 * `3587950n, 'INR'` → "Thirty Five Thousand Eight Hundred Seventy Nine Rupees And Fifty Paise Only", in lakhs and
 * crores. Null for other currencies, whose readers do not look for it.
 */
export function amountInWords(amountMinor: bigint, currency: string): string | null {
  return currency === 'INR' ? words.convert(toDecimalString(amountMinor, currency), { currency: true }) : null
}

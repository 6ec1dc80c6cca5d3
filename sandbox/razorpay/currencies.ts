import { exponentOf } from '../money/exponent-of.ts'

const supported = new Set(
  (
    'AED AUD BDT BGN BHD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR ILS INR JPY KES KRW KWD LKR MXN MYR NGN NOK ' +
    'NPR NZD OMR PHP PLN QAR RON SAR SEK SGD THB TRY TWD USD VND ZAR'
  ).split(' '),
)

const largestMajorAmount = 500_000

export function isSupportedCurrency(currency: string): boolean {
  return supported.has(currency)
}

/** One unit of the currency, in its minor unit: 100 paise for INR. */
export function smallestAmount(currency: string): number {
  return 10 ** exponentOf(currency)
}

/** What an account may take in one payment unless Razorpay raised it: ₹5,00,000, in the minor unit. */
export function largestAmount(currency: string): number {
  return largestMajorAmount * smallestAmount(currency)
}

import { currencyExponent, toDecimalString } from './currency.ts'

/**
 * An amount as a person reads it: `₹358`, `₹179.50`, `$2.50`. Whole amounts show no decimals unless `decimals` is
 * 'always'. The locale follows the currency, so that lakhs are grouped as its readers group them.
 */
export function formatMoney(options: {
  amountMinor: bigint
  currency: string
  locale?: string
  decimals?: 'auto' | 'always'
}): string {
  const { amountMinor, currency } = options
  const whole = amountMinor % 10n ** BigInt(currencyExponent(currency)) === 0n
  const format = new Intl.NumberFormat(options.locale ?? localeOf(currency), {
    style: 'currency',
    currency,
    ...(whole && options.decimals !== 'always' ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
  })
  // Formatting the decimal string keeps amounts exact that a double could not hold.
  return format.format(toDecimalString(amountMinor, currency) as `${number}`)
}

function localeOf(currency: string): string {
  return currency === 'INR' ? 'en-IN' : currency === 'EUR' ? 'en-IE' : 'en-US'
}

/** Decimal places of a currency (JPY 0, INR 2, KWD 3), from the platform's currency data. */
export function currencyExponent(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

/** `17950n, 'INR'` → `"179.50"`: exact, with the currency's own number of decimals. */
export function toDecimalString(amountMinor: bigint, currency: string): string {
  const exponent = currencyExponent(currency)
  const sign = amountMinor < 0n ? '-' : ''
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(exponent + 1, '0')
  if (exponent === 0) return `${sign}${digits}`
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * `35800n, 'INR'` → `358`: the major-unit decimal seed-shaped answers print (D2). Throws a RangeError for an amount
 * that JSON would print otherwise, rather than rounding it.
 */
export function toMajorNumber(amountMinor: bigint, currency: string): number {
  const text = toDecimalString(amountMinor, currency)
  const number = Number(text)
  const shortest = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  if (String(number) !== shortest) {
    throw new RangeError(`${amountMinor} ${currency} cannot be printed exactly as a decimal number`)
  }
  return number
}

/** Whether it is the code of a currency, as ISO 4217 writes it: `USD`, not `usd`. */
export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}
